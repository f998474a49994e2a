import { PortableMigration } from './portable-migration';

/** How people come in and get back in: invitations, password resets, second factors, and the e-mails that carry links. */
export class Migration20261129000110People extends PortableMigration {
  override up(): void {
    this.ddl(`create table "invitation" (
      "id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "email" {string:254} not null,
      "role" {string:10} not null,
      "visibility" {string:6} not null,
      "team_ids" {json} not null,
      "token_hash" {string:64} not null,
      "mail_token_hash" {string:64} null,
      "invited_by" {uuid} not null,
      "created_at" bigint not null,
      "expires_at" bigint not null,
      "accepted_at" bigint null,
      "revoked_at" bigint null,
      primary key ("id")
    )`);
    this.ddl(`create index "invitation_tenant_index" on "invitation" ("tenant_id", "id")`);
    this.unique('invitation', 'invitation_token_unique', 'token_hash');
    this.unique('invitation', 'invitation_mail_token_unique', 'mail_token_hash');

    this.ddl(`create table "password_reset" (
      "id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "user_id" {uuid} not null,
      "token_hash" {string:64} null,
      "created_at" bigint not null,
      "expires_at" bigint not null,
      "used_at" bigint null,
      primary key ("id")
    )`);
    this.ddl(`create index "password_reset_user_index" on "password_reset" ("user_id")`);
    this.unique('password_reset', 'password_reset_token_unique', 'token_hash');

    this.ddl(`create table "outgoing_mail" (
      "id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "kind" {string:20} not null,
      "subject_id" {uuid} not null,
      "created_at" bigint not null,
      "due_at" bigint null,
      "attempts" {int} not null default 0,
      "sent_at" bigint null,
      "problem" {string:60} null,
      primary key ("id")
    )`);
    this.ddl(`create index "outgoing_mail_subject_index" on "outgoing_mail" ("tenant_id", "subject_id")`);
    this.ddl(`create index "outgoing_mail_due_index" on "outgoing_mail" ("due_at") where "due_at" is not null`);

    this.ddl(`create table "second_factor" (
      "id" {uuid} not null,
      "user_id" {uuid} not null,
      "secret_sealed" {string:255} not null,
      "created_at" bigint not null,
      "confirmed_at" bigint null,
      "last_step" bigint not null,
      primary key ("id")
    )`);
    this.unique('second_factor', 'second_factor_user_unique', 'user_id');

    this.ddl(`create table "recovery_code" (
      "id" {uuid} not null,
      "user_id" {uuid} not null,
      "code_hash" {string:64} not null,
      "used_at" bigint null,
      primary key ("id")
    )`);
    this.ddl(`create index "recovery_code_user_index" on "recovery_code" ("user_id")`);
  }

  override down(): void {
    for (const table of ['invitation', 'password_reset', 'outgoing_mail', 'second_factor', 'recovery_code']) this.ddl(`drop table "${table}"`);
  }
}
