import { PortableMigration } from './portable-migration';

/** When WhatsApp called a contact so: names follow WhatsApp, in whatever order they become known. */
export class Migration20261129000620ContactNamedAt extends PortableMigration {
  override up(): void {
    this.ddl(`alter table "contact" add column "named_at" bigint null`);
  }
}
