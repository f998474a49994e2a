import { PortableMigration } from './portable-migration';

/** Whom a number approached first and when, against its daily budget; and what WhatsApp said of numbers that were looked up. */
export class Migration20261128000600FirstContacts extends PortableMigration {
  override up(): void {
    this.ddl(`create table "first_contact" (
      "tenant_id" {uuid} not null,
      "channel_id" {uuid} not null,
      "day" {string:10} not null,
      "value" {string:120} not null,
      "conversation_id" {uuid} null,
      "at" bigint not null,
      primary key ("tenant_id", "channel_id", "day", "value")
    )`);
    this.ddl(`create table "first_contact_day" (
      "tenant_id" {uuid} not null,
      "channel_id" {uuid} not null,
      "day" {string:10} not null,
      "used" {int} not null,
      primary key ("tenant_id", "channel_id", "day")
    )`);
    this.ddl(`create table "number_check" (
      "tenant_id" {uuid} not null,
      "phone" {string:20} not null,
      "found" {bool} not null,
      "jid" {string:120} null,
      "lid" {string:120} null,
      "checked_at" bigint not null,
      primary key ("tenant_id", "phone")
    )`);
  }

  override down(): void {
    for (const table of ['first_contact', 'first_contact_day', 'number_check']) this.ddl(`drop table "${table}"`);
  }
}
