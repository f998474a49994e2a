import { PortableMigration } from './portable-migration';

/** Which contacts became one, by whom and with what of the other, so that it can be undone; and who wants no messages. */
export class Migration20261128000610OnePerson extends PortableMigration {
  override up(): void {
    this.ddl(`create table "contact_merge" (
      "id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "kept_id" {uuid} not null,
      "gone_id" {uuid} not null,
      "cause" {string:8} not null,
      "member_id" {uuid} null,
      "detail" {json} not null,
      "merged_at" bigint not null,
      "undone_at" bigint null,
      "undone_by" {uuid} null,
      primary key ("id")
    )`);
    this.ddl(`create index "contact_merge_kept_index" on "contact_merge" ("tenant_id", "kept_id", "id")`);
    this.ddl(`create index "contact_merge_gone_index" on "contact_merge" ("tenant_id", "gone_id", "id")`);
    this.ddl(`alter table "contact" add column "opted_out_at" bigint null`);
    this.ddl(`alter table "contact" add column "opt_out_reason" {string:8} null`);
    this.ddl(`alter table "contact" add column "opt_out_decided_at" bigint null`);
    this.ddl(`create index "contact_name_index" on "contact" ("tenant_id", "name")`);
  }

  override down(): void {
    this.ddl(`drop index "contact_name_index"`);
    for (const column of ['opted_out_at', 'opt_out_reason', 'opt_out_decided_at'])
      this.ddl(`alter table "contact" drop column "${column}"`);
    this.ddl(`drop table "contact_merge"`);
  }
}
