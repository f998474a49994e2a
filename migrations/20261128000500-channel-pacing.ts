import { PortableMigration } from './portable-migration';

/** How a channel sends: in what rhythm, whether it shows that it types, and whether it tells contacts that they were read. */
export class Migration20261128000500ChannelPacing extends PortableMigration {
  override up(): void {
    this.ddl(`alter table "channel" add column "pacing_min_seconds" {int} not null default 1`);
    this.ddl(`alter table "channel" add column "pacing_max_seconds" {int} not null default 3`);
    this.ddl(`alter table "channel" add column "show_typing" {bool} not null default true`);
    this.ddl(`alter table "channel" add column "read_receipts" {bool} not null default true`);
  }
}
