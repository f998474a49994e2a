import { PortableMigration } from './portable-migration';

/** A file that a member means to put somewhere: announced, then sent once; what nobody used is swept. */
export class Migration20261128000510Uploads extends PortableMigration {
  override up(): void {
    this.ddl(`create table "upload" (
      "id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "member_id" {uuid} not null,
      "state" {string:10} not null,
      "file_name" {string:240} not null,
      "mime_type" {string:120} not null,
      "size" bigint not null,
      "expires_at" bigint not null,
      "created_at" bigint not null,
      primary key ("id")
    )`);
    this.ddl(`create index "upload_member_index" on "upload" ("tenant_id", "member_id")`);
    this.ddl(`create index "upload_expiry_index" on "upload" ("expires_at")`);
  }
}
