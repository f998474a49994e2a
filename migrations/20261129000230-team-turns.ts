import { PortableMigration } from './portable-migration';

/** Whose turn it is in a team, and what waits for one. */
export class Migration20261129000230TeamTurns extends PortableMigration {
  override up(): void {
    this.ddl(`create table "team_turn" (
      "team_id" {uuid} not null,
      "member_id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "turn" {int} not null,
      primary key ("team_id", "member_id")
    )`);
    this.ddl(
      `create index "conversation_waiting_index" on "conversation" ("tenant_id", "team_id", "last_activity_at") where "team_id" is not null and "assignee_id" is null and "status" = 'OPEN' and "handler" = 'HUMAN'`,
    );
  }

  override down(): void {
    this.ddl(`drop index "conversation_waiting_index"`);
    this.ddl(`drop table "team_turn"`);
  }
}
