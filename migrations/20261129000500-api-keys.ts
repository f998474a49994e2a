import { PortableMigration } from './portable-migration';

/** Keys by which programs act as the member who made them. */
export class Migration20261129000500ApiKeys extends PortableMigration {
  override up(): void {
    this.ddl(`create table "api_key" (
      "id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "member_id" {uuid} not null,
      "name" {string:80} not null,
      "prefix" {string:16} not null,
      "secret_hash" {string:64} not null,
      "scopes" {json} not null,
      "created_at" bigint not null,
      "last_used_at" bigint null,
      "expires_at" bigint null,
      "revoked_at" bigint null,
      primary key ("id")
    )`);
    this.unique('api_key', 'api_key_secret_hash_unique', 'secret_hash');
    this.ddl(`create index "api_key_member_index" on "api_key" ("tenant_id", "member_id")`);
  }

  override down(): void {
    this.ddl(`drop table "api_key"`);
  }
}
