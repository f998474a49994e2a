import { PortableMigration } from './portable-migration';

/** Filters of lists that members keep, for themselves or for all. */
export class Migration20261129000220SavedViews extends PortableMigration {
  override up(): void {
    this.ddl(`create table "saved_view" (
      "id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "member_id" {uuid} not null,
      "list" {string:16} not null,
      "name" {string:60} not null,
      "state" {json} not null,
      "shared" {bool} not null,
      "created_at" bigint not null,
      primary key ("id")
    )`);
    this.ddl(`create index "saved_view_list_index" on "saved_view" ("tenant_id", "list", "name")`);
  }

  override down(): void {
    this.ddl(`drop table "saved_view"`);
  }
}
