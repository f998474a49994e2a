import { PortableMigration } from './portable-migration';

/** Labels as rows of their own, and which conversations have them in the order of the list. What conversations have by name becomes rows. */
export class Migration20261129000200Labels extends PortableMigration {
  override up(): void {
    this.ddl(`create table "label" (
      "id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "name" {string:40} not null,
      "colour" {string:10} not null,
      "created_at" bigint not null,
      primary key ("id")
    )`);
    this.unique('label', 'label_name_unique', 'tenant_id, name');
    this.ddl(`create table "conversation_label" (
      "conversation_id" {uuid} not null,
      "label_id" {uuid} not null,
      "tenant_id" {uuid} not null,
      "last_activity_at" bigint not null,
      primary key ("conversation_id", "label_id")
    )`);
    this.ddl(
      `create index "conversation_label_index" on "conversation_label" ("tenant_id", "label_id", "last_activity_at", "conversation_id")`,
    );
    const hex = (bytes: number) => `lower(hex(randomblob(${bytes})))`;
    const uuid = this.either(
      [4, 2, 2, 2, 6].map(hex).join(` || '-' || `),
      `gen_random_uuid()`,
    );
    const names = this.either(`json_each(c.labels) one`, `jsonb_array_elements_text(c.labels) one(value)`);
    this.addSql(
      `insert into label (id, tenant_id, name, colour, created_at)
       select ${uuid}, tenant_id, name, 'GREY', at from
       (select c.tenant_id, one.value as name, min(c.created_at) as at from conversation c, ${names} group by c.tenant_id, one.value) used`,
    );
    this.addSql(
      `insert into conversation_label (conversation_id, label_id, tenant_id, last_activity_at)
       select distinct c.id, l.id, c.tenant_id, c.last_activity_at from conversation c, ${names}, label l
        where l.tenant_id = c.tenant_id and l.name = one.value`,
    );
  }

  override down(): void {
    for (const table of ['conversation_label', 'label']) this.ddl(`drop table "${table}"`);
  }
}
