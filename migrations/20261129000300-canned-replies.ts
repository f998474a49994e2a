import { PortableMigration } from './portable-migration';

/** Texts that are written often: a member's own, or everybody's. */
export class Migration20261129000300CannedReplies extends PortableMigration {
  override up(): void {
    this.ddl(`create table "canned_reply" (
      "id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "member_id" {uuid} not null,
      "shared" {bool} not null,
      "scope" {string:36} not null,
      "shortcut" {string:40} not null,
      "text" text not null,
      "created_at" bigint not null,
      primary key ("id")
    )`);
    this.unique('canned_reply', 'canned_reply_shortcut_unique', 'tenant_id, scope, shortcut');
  }

  override down(): void {
    this.ddl(`drop table "canned_reply"`);
  }
}
