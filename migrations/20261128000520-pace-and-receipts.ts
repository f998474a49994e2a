import { PortableMigration } from './portable-migration';

/** Until when a channel's last message keeps the next person waiting; and what was read here and not yet on the phone. */
export class Migration20261128000520PaceAndReceipts extends PortableMigration {
  override up(): void {
    this.ddl(`create table "channel_pace" (
      "channel_id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "conversation_id" {uuid} null,
      "free_at" bigint not null,
      primary key ("channel_id")
    )`);
    this.ddl(`create table "read_receipt" (
      "message_id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "conversation_id" {uuid} not null,
      "due_at" bigint not null,
      "attempts" {int} not null default 0,
      primary key ("message_id")
    )`);
    this.ddl(`create index "read_receipt_conversation_index" on "read_receipt" ("tenant_id", "conversation_id")`);
    this.ddl(`create index "read_receipt_due_index" on "read_receipt" ("due_at")`);
  }
}
