import { PortableMigration } from './portable-migration';

/** When a channel's settings at its server are compared with ours again, what keeps it from working, and glances at the list of messages. */
export class Migration20261128000700ChannelAudit extends PortableMigration {
  override up(): void {
    this.ddl(`alter table "channel" add column "audit_at" bigint null`);
    this.ddl(`alter table "channel" add column "audited_at" bigint null`);
    this.ddl(`alter table "channel" add column "trouble" text null`);
    this.ddl(`alter table "channel_gap" add column "glance" {bool} not null default false`);
  }
}
