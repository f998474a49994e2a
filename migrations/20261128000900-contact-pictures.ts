import { PortableMigration } from './portable-migration';

/** Profile pictures of contacts: which there are, and when to ask for them. The files are blobs of the same ids. */
export class Migration20261128000900ContactPictures extends PortableMigration {
  override up(): void {
    this.ddl(`create table "contact_picture" (
      "id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "contact_id" {uuid} not null,
      "channel_id" {uuid} not null,
      "state" {string:8} not null,
      "mime_type" {string:40} null,
      "source" {string:64} null,
      "version" {int} not null default 0,
      "checked_at" bigint null,
      "due_at" bigint null,
      "attempts" {int} not null default 0,
      primary key ("id")
    )`);
    this.unique('contact_picture', 'contact_picture_contact_unique', 'tenant_id, contact_id');
    this.ddl(
      `create index "contact_picture_due_index" on "contact_picture" ("channel_id", "due_at") where "due_at" is not null`,
    );
  }

  override down(): void {
    this.ddl(`drop table "contact_picture"`);
  }
}
