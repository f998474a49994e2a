import { PortableMigration } from './portable-migration';

/** Which messages came by an advertisement: a contact's source is the first of theirs. */
export class Migration20261128000410MessageReferral extends PortableMigration {
  override up(): void {
    this.ddl(`alter table "message" add column "by_ad" {bool} not null default false`);
    this.ddl(
      `create index "message_ad_index" on "message" ("tenant_id", "conversation_id", "sort_key") where "by_ad" = true`,
    );
  }
}
