import { PortableMigration } from './portable-migration';

/** What members are told of, how each wants to be told, and how far the log was read for that: what happened before is nobody's news. */
export class Migration20261129000400Notifications extends PortableMigration {
  override up(): void {
    this.ddl(`create table "notification" (
      "id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "member_id" {uuid} not null,
      "kind" {string:20} not null,
      "topic" {string:12} not null,
      "subject_id" {uuid} not null,
      "message_id" {uuid} null,
      "count" {int} not null,
      "source_seq" bigint not null,
      "in_app" {bool} not null,
      "told_at" bigint not null,
      "read_at" bigint null,
      primary key ("id")
    )`);
    this.ddl(
      `create unique index "notification_unread_unique" on "notification" ("tenant_id", "member_id", "topic", "subject_id") where "read_at" is null`,
    );
    this.ddl(`create index "notification_list_index" on "notification" ("tenant_id", "member_id", "told_at", "id")`);
    this.ddl(
      `create index "notification_subject_index" on "notification" ("tenant_id", "subject_id") where "read_at" is null`,
    );
    this.ddl(`create table "notification_setting" (
      "member_id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "ways" {json} not null,
      "hide_text" {bool} not null,
      "updated_at" bigint not null,
      primary key ("member_id")
    )`);
    this.ddl(`create table "notification_position" (
      "tenant_id" {uuid} not null,
      "seq" bigint not null,
      primary key ("tenant_id")
    )`);
    this.addSql(`insert into notification_position (tenant_id, seq) select tenant_id, seq from event_head`);
  }

  override down(): void {
    for (const table of ['notification_position', 'notification_setting', 'notification']) {
      this.ddl(`drop table "${table}"`);
    }
  }
}
