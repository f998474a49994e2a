import { PortableMigration } from './portable-migration';

/** What members wrote for a later time. */
export class Migration20261129000310ScheduledMessages extends PortableMigration {
  override up(): void {
    this.ddl(`create table "scheduled_message" (
      "id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "conversation_id" {uuid} not null,
      "member_id" {uuid} not null,
      "text" text not null,
      "send_at" bigint not null,
      "cancel_on_reply" {bool} not null,
      "inbound_key" {string:60} null,
      "client_key" {string:120} not null,
      "failure_code" {string:40} null,
      "failure_message" text null,
      "created_at" bigint not null,
      primary key ("id")
    )`);
    this.unique('scheduled_message', 'scheduled_message_client_key_unique', 'tenant_id, client_key');
    this.ddl(
      `create index "scheduled_message_conversation_index" on "scheduled_message" ("tenant_id", "conversation_id", "send_at")`,
    );
    this.ddl(`create index "scheduled_message_due_index" on "scheduled_message" ("send_at") where "failure_code" is null`);
  }

  override down(): void {
    this.ddl(`drop table "scheduled_message"`);
  }
}
