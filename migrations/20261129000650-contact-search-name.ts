import { PortableMigration } from './portable-migration';

const BATCH = 500;

/** As names were folded when this was made. What is folded otherwise later is a later migration's. */
const fold = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 400);

/** Contacts' names without accents and case, to search in. Neither database can fold a name as we do, so the rows there are filled from here, piece by piece. */
export class Migration20261129000650ContactSearchName extends PortableMigration {
  override async up(): Promise<void> {
    const type = this.either('text', 'varchar(400)');
    await this.execute(`alter table "contact" add column "search_name" ${type} not null default ''`);
    const after = this.either('', '00000000-0000-0000-0000-000000000000');
    for (let rows = await this.page(after); rows.length > 0; rows = await this.page(rows.at(-1)?.id as string)) {
      await this.execute(
        `update contact set search_name = folded.column2 from (values ${rows.map(() => '(?, ?)').join(', ')}) folded
          where contact.id = ${this.either('folded.column1', 'cast(folded.column1 as uuid)')}`,
        rows.flatMap(({ id, name }) => [id, fold(name)]),
      );
    }
    this.ddl(`create index "contact_search_index" on "contact" ("tenant_id", "id", "search_name")`);
  }

  private async page(after: string): Promise<{ id: string; name: string }[]> {
    const sql = `select id, name from contact where id > ? order by id limit ${BATCH}`;
    return (await this.execute(sql, [after])) as unknown as { id: string; name: string }[];
  }
}
