import { PortableMigration } from './portable-migration';

/** When a channel is answered, what it says at other times, whose its new conversations are; and who waits for that word. */
export class Migration20261129000750BusinessHours extends PortableMigration {
  override up(): void {
    this.ddl(`alter table "channel" add column "operating_hours" {json} null`);
    this.ddl(`alter table "channel" add column "time_zone" {string:60} null`);
    this.ddl(`alter table "channel" add column "away_message" text null`);
    this.ddl(`alter table "channel" add column "team_id" {uuid} null`);
    this.ddl(`alter table "conversation" add column "away_due_at" bigint null`);
    this.ddl(
      `create index "conversation_away_due_index" on "conversation" ("away_due_at") where "away_due_at" is not null`,
    );
  }
}
