import { PortableMigration } from './portable-migration';

/** Stretches of time in which deliveries of a channel may have been lost, until they have been read back. */
export class Migration20261128000300ChannelGap extends PortableMigration {
  override up(): void {
    this.ddl(`create table "channel_gap" (
      "channel_id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "since" bigint not null,
      "due_at" bigint not null,
      "noticed" {int} not null default 1,
      "page" {int} not null default 1,
      "found" {int} not null default 0,
      "tries" {int} not null default 0,
      primary key ("channel_id")
    )`);
    this.ddl(`create index "channel_gap_due_index" on "channel_gap" ("due_at")`);
  }
}
