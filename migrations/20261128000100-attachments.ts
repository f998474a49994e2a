import { PortableMigration } from './portable-migration';

/** The file of a message: where it stands on its way here from the provider. The bytes are in the media folder. */
export class Migration20261128000100Attachments extends PortableMigration {
  override up(): void {
    this.ddl(`create table "attachment" (
      "id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "message_id" {uuid} not null,
      "state" {string:8} not null,
      "mime_type" {string:120} not null,
      "file_name" {string:240} null,
      "size" bigint null,
      "duration_seconds" {int} null,
      "thumbnail" text null,
      "due_at" bigint null,
      "attempts" {int} not null default 0,
      "failure_code" {string:40} null,
      "created_at" bigint not null,
      primary key ("id")
    )`);
    this.unique('attachment', 'attachment_message_unique', 'tenant_id, message_id');
    this.ddl(`create index "attachment_due_index" on "attachment" ("due_at") where "due_at" is not null`);
  }

  override down(): void {
    this.ddl(`drop table "attachment"`);
  }
}
