import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GraphQLField } from 'graphql';
import { EVENT_TYPES } from '@prosa/server/platform';
import { rowOf, startProduct, type Answer, type Product } from '../start-product';
import { NAMED_IDS } from './cases';
import { eachObject, withValue, type ArgumentPath } from './schema-paths';
import { givenAway, onlyIn, rowsOfTenant, textsIn, type Secrets, type TenantRows } from './tenant-rows';
import { FOR_WORLD, seedWorld, type Onlooker, type Thread, type World } from './world';

export type Field = GraphQLField<unknown, unknown>;

/** `Query.jobs` → `right operations:read`: the checked-in list, which `npm run check` holds against the code. */
const ACCESS = new Map(
  readFileSync(join(__dirname, '../../../../../access.txt'), 'utf8')
    .split('\n')
    .map((line) => line.split(': ') as [entry: string, access: string]),
);
export const isPublic = (entry: string): boolean => ACCESS.get(entry) === 'public';

/** Two tenants that are alike, and what of the first nobody else may find. */
export class Walk {
  product!: Product;
  mine!: World;
  theirs!: World;
  /** What my rows hold and theirs do not, and the other way round. */
  mySecrets!: Secrets;
  theirSecrets!: Secrets;
  /** What my onlooker, who does not see all, must not find. */
  hiddenSecrets!: Secrets;
  /** `Type.field` of all that the owner was shown something in. */
  readonly seen = new Set<string>();

  constructor(private readonly onlooker?: Onlooker) {}

  async start(): Promise<void> {
    this.product = await startProduct(FOR_WORLD);
    this.mine = await seedWorld(this.product, { shown: '5511988880001', hidden: '5511988880002' }, this.onlooker);
    this.theirs = await seedWorld(this.product, { shown: '5511977770001', hidden: '5511977770002' });
  }

  rowsOf(world: World): Promise<TenantRows> {
    return rowsOfTenant(this.product.prosa.platform, world.tenant.tenantId);
  }

  /** Reads again what there is to be found; rows are made all the time. */
  async readSecrets(): Promise<void> {
    const rows = await this.rowsOf(this.mine);
    const my = textsIn(rows);
    const their = textsIn(await this.rowsOf(this.theirs));
    this.mySecrets = { texts: onlyIn(my, their), words: [this.mine.word] };
    this.theirSecrets = { texts: onlyIn(their, my), words: [this.theirs.word] };
    this.hiddenSecrets = secretsOf(rows, this.mine.hidden);
  }

  /** What replay must not tell: that there was something, when it was in sight as nobody's, is told by its id and no more. */
  get hiddenOfPast(): Secrets {
    if (this.onlooker?.visibility !== 'TEAM') return this.hiddenSecrets;
    const { texts, words } = this.hiddenSecrets;
    return { texts: new Set([...texts].filter((text) => !/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(text))), words };
  }

  isHidden(nodeId: unknown): boolean {
    return this.hiddenSecrets.texts.has(rowOf(String(nodeId)));
  }

  /** Whether the representative has the right for an entry of the schema. */
  repMay(entry: string): boolean {
    const access = ACCESS.get(entry);
    if (!access) throw new Error(`${entry} is not in access.txt.`);
    return (
      access === 'public' ||
      access.startsWith('any member') ||
      this.mine.rep.permissions.has(access.replace(/^right /, '') as never)
    );
  }

  note(answer: unknown): void {
    eachObject(answer, (type, _, filled) => filled.forEach((field) => this.seen.add(`${type}.${field}`)));
  }

  async asOwner(document: string, variables: object): Promise<Answer> {
    const answer = await this.product.graphql(this.mine.owner.token, document, variables);
    this.note(answer.data);
    return answer;
  }
  asOther = (document: string, variables: object): Promise<Answer> =>
    this.product.graphql(this.theirs.owner.token, document, variables);
  asRep = (document: string, variables: object): Promise<Answer> =>
    this.product.graphql(this.mine.rep.token, document, variables);

  /** What an argument takes in a world; what the schema does not say, `cases.ts` does. */
  idFor(owner: string, path: ArgumentPath, world: World, thread: Thread): string | string[] {
    const name = NAMED_IDS[`${owner}.${path.join('.')}`] ?? NAMED_IDS[path.at(-1) as string];
    if (!name)
      throw new Error(
        `Say in walk/cases.ts (NAMED_IDS) what ${owner}(${path.join('.')}) names: the seed has no id for it.`,
      );
    return name(world, thread);
  }

  idsFor(owner: string, paths: readonly ArgumentPath[], world: World, thread: Thread): object {
    return paths.reduce<object>((all, path) => withValue(all, path, this.idFor(owner, path, world, thread)), {});
  }

  async expectSignedOutRefused(entry: string, document: string, variables: object): Promise<void> {
    const answer = await this.product.graphql(null, document, variables);
    expect(gives(answer, this.mySecrets)).toEqual([]);
    if (isPublic(entry)) return;
    expect(answer.codes).toEqual(['UNAUTHENTICATED']);
    expect(Object.values((answer.data as object | null) ?? {}).filter((value) => value !== null)).toEqual([]);
  }
}

export const gives = (answer: Answer, secrets: Secrets): string[] => givenAway([answer.data, answer.errors], secrets);

export function expectNoTrace(answer: Answer, secrets: Secrets): void {
  expect(gives(answer, secrets)).toEqual([]);
  expect(answer.codes).not.toContain('INTERNAL');
}

/** Declares a test for each of some arguments. */
export const each = (paths: readonly ArgumentPath[], what: string, test: (path: ArgumentPath) => Promise<void>): void =>
  paths.forEach((path) => it(`${what} ${path.join('.')}`, () => test(path)));

export const isRequired = (field: Field, [name]: ArgumentPath): boolean =>
  String(field.args.find((arg) => arg.name === name)?.type).endsWith('!');

/** The texts of the rows of one thread that no row outside of it has. Log, jobs and raw deliveries tell of many threads. */
function secretsOf(rows: TenantRows, thread: Thread): Secrets {
  const keys = new Set([thread.conversation, thread.contact].map(rowOf));
  const ofMany = ['event_log', 'async_job', 'inbound_event', 'message_ack'];
  const all = Object.entries(rows).flatMap(([table, list]) => (ofMany.includes(table) ? [] : list));
  const ofThread = all.filter((row) => Object.values(row).some((value) => keys.has(value as string)));
  return {
    // A kind of event is nobody's, though an activity of the thread may be called the same.
    texts: onlyIn(textsIn(ofThread), new Set([...textsIn(all.filter((row) => !ofThread.includes(row))), ...EVENT_TYPES])),
    words: [thread.phone],
  };
}
