import { PortableMigration } from './portable-migration';

/** What a member asked to be done to a message, until it is done; and where a message really went, by which WhatsApp knows it. */
export class Migration20261128000200MessageActs extends PortableMigration {
  override up(): void {
    this.ddl(`alter table "message" add column "remote_jid" {string:120} null`);
    this.ddl(`create table "message_act" (
      "id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "conversation_id" {uuid} not null,
      "message_id" {uuid} not null,
      "member_id" {uuid} not null,
      "kind" {string:8} not null,
      "content" text null,
      "status" {string:12} not null,
      "due_at" bigint not null,
      "expires_at" bigint not null,
      "attempts" {int} not null default 0,
      "sending_at" bigint null,
      "failure_code" {string:40} null,
      "failure_message" text null,
      "created_at" bigint not null,
      primary key ("id")
    )`);
    this.ddl(`create index "message_act_message_index" on "message_act" ("tenant_id", "message_id", "id")`);
    this.ddl(`create index "message_act_conversation_index" on "message_act" ("tenant_id", "conversation_id", "id")`);
    this.ddl(`create index "message_act_due_index" on "message_act" ("due_at") where "status" <> 'FAILED'`);
  }

  override down(): void {
    this.ddl(`drop table "message_act"`);
    this.ddl(`alter table "message" drop column "remote_jid"`);
  }
}
