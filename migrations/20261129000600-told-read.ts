import { PortableMigration } from './portable-migration';

/** Of which messages the phone was told that they are read: once, whoever read them first. */
export class Migration20261129000600ToldRead extends PortableMigration {
  override up(): void {
    this.ddl(`alter table "message" add column "told_read_at" bigint null`);
  }
}
