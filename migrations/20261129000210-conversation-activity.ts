import { PortableMigration } from './portable-migration';

/** What was done with conversations, and an index that counts what is open. */
export class Migration20261129000210ConversationActivity extends PortableMigration {
  override up(): void {
    this.ddl(`create table "conversation_activity" (
      "id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "conversation_id" {uuid} not null,
      "kind" {string:20} not null,
      "actor_kind" {string:8} not null,
      "actor_id" {uuid} null,
      "detail" {json} not null,
      "sort_key" {string:60} not null,
      "at" bigint not null,
      primary key ("id")
    )`);
    this.ddl(
      `create index "conversation_activity_line_index" on "conversation_activity" ("tenant_id", "conversation_id", "sort_key")`,
    );
    this.ddl(
      `create index "conversation_count_index" on "conversation" ("tenant_id", "status", "assignee_id", "team_id", "handler", "unread_count") where "status" in ('OPEN', 'PENDING')`,
    );
  }

  override down(): void {
    this.ddl(`drop index "conversation_count_index"`);
    this.ddl(`drop table "conversation_activity"`);
  }
}
