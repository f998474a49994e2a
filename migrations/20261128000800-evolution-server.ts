import { PortableMigration } from './portable-migration';

/** The Evolution server that a tenant has of its own. */
export class Migration20261128000800EvolutionServer extends PortableMigration {
  override up(): void {
    this.ddl(`create table "evolution_server" (
      "tenant_id" {uuid} not null,
      "id" {uuid} not null,
      "url" text not null,
      "api_key_sealed" text not null,
      "version" integer not null default 1,
      "created_at" bigint not null,
      "updated_at" bigint not null,
      primary key ("tenant_id")
    )`);
  }
}
