import { PortableMigration } from './portable-migration';

/** The installation's own push keys, the browsers that may be pushed to, and what is to be pushed. */
export class Migration20261129000410WebPush extends PortableMigration {
  override up(): void {
    this.ddl(`create table "vapid_key" (
      "id" {string:20} not null,
      "public_key" {string:120} not null,
      "private_key_sealed" text not null,
      "created_at" bigint not null,
      primary key ("id")
    )`);
    this.ddl(`create table "push_subscription" (
      "id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "member_id" {uuid} not null,
      "session_id" {uuid} not null,
      "endpoint_hash" {string:64} not null,
      "sealed" text not null,
      "created_at" bigint not null,
      primary key ("id")
    )`);
    this.unique('push_subscription', 'push_subscription_endpoint_unique', 'tenant_id, endpoint_hash');
    this.ddl(`create index "push_subscription_member_index" on "push_subscription" ("tenant_id", "member_id")`);
    this.ddl(`create table "push_delivery" (
      "id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "subscription_id" {uuid} not null,
      "notification_id" {uuid} null,
      "due_at" bigint not null,
      "attempts" {int} not null,
      primary key ("id")
    )`);
    this.unique('push_delivery', 'push_delivery_unique', 'tenant_id, subscription_id, notification_id');
    this.ddl(`create index "push_delivery_due_index" on "push_delivery" ("due_at")`);
  }

  override down(): void {
    for (const table of ['push_delivery', 'push_subscription', 'vapid_key']) this.ddl(`drop table "${table}"`);
  }
}
