import { startProduct, type Account, type Data, type Product } from './testing';

const EVENTS = `query ($after: EventCursor, $first: Int, $types: [EventType!]) { events(after: $after, first: $first, types: $types) {
  edges { cursor node { cursor type } } pageInfo { hasNextPage hasPreviousPage endCursor } } }`;

describe('the list of events', () => {
  let product: Product;
  let account: Account;
  beforeAll(async () => {
    product = await startProduct();
    account = await product.register();
  });
  afterAll(() => product.stop());

  const page = async (variables: object): Promise<Data> => {
    const { data, errors } = await product.graphql(account.token, EVENTS, variables);
    expect(errors).toBeUndefined();
    return data.events;
  };
  const collect = async (variables: {
    types?: string[];
    first: number;
  }): Promise<{ cursors: string[]; pages: number }> => {
    const cursors: string[] = [];
    let after: string | null = null;
    for (let pages = 1; ; pages++) {
      const { edges, pageInfo }: Data = await page({ ...variables, after });
      cursors.push(...edges.map((edge: Data) => edge.node.cursor));
      if (!pageInfo.hasNextPage) return { cursors, pages };
      after = pageInfo.endCursor;
    }
  };

  it('pages by its own cursors, which are positions of the log', async () => {
    for (let i = 0; i < 5; i++)
      await product.graphql(account.token, `mutation { saveAgent(input: { name: "Agent ${i}" }) { agent { id } } }`);
    const whole = await page({ first: 100 });
    expect(whole.edges.map((edge: Data) => edge.cursor)).toEqual(whole.edges.map((edge: Data) => edge.node.cursor));
    const { cursors, pages } = await collect({ first: 2 });
    expect(cursors).toEqual(whole.edges.map((edge: Data) => edge.cursor));
    expect(pages).toBe(Math.ceil(cursors.length / 2));
  });

  it('goes on after a long way without an event of the kinds that are asked for', async () => {
    const { db } = product.prosa.platform;
    const many = 10_400; // more than one call looks through
    const [{ seq: head } = { seq: 0 }] = await db.read<{ seq: number }>('select seq from event_head');
    await db.write(
      `insert into event_log (tenant_id, seq, type, audience, at)
       select tenant_id, seq + n, case when n = ${many} then 'JOB_DEAD' else 'AGENT_CHANGED' end, '{"kind":"tenant"}', 0
         from event_head, (with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ${many}) select n from numbers)`,
    );
    await db.write('update event_head set seq = ?', [head + many]);
    const first = await page({ types: ['JOB_DEAD'], first: 10 });
    expect(first).toMatchObject({ edges: [], pageInfo: { hasNextPage: true } });
    const { cursors, pages } = await collect({ types: ['JOB_DEAD'], first: 10 });
    expect({ found: cursors.length, pages }).toEqual({ found: 1, pages: 2 });
  });
});
