import { PortableMigration } from './portable-migration';

/** Who takes work now, and how a team's work is dealt out. Whoever is there already goes on as before: at work. */
export class Migration20261129000100TeamWork extends PortableMigration {
  override up(): void {
    this.ddl(`alter table "member" add column "availability" {string:8} not null default 'OFFLINE'`);
    this.ddl(`update "member" set "availability" = 'ONLINE'`);
    this.ddl(`alter table "team" add column "assignment" {string:12} not null default 'MANUAL'`);
    this.ddl(`alter table "team" add column "capacity" {int} null`);
    this.ddl(`alter table "team" add column "version" {int} not null default 1`);
  }
}
