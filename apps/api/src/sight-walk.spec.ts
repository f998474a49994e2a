import { inSight } from '@prosa/server/platform';
import { schema } from './schema';
import { rowOf } from './testing';
import { fieldsOf } from './testing/walk/schema-paths';
import { Walk } from './testing/walk/walk';
import { walkNodes } from './testing/walk/walk-nodes';
import { walkQuery } from './testing/walk/walk-query';
import { walkSubscription } from './testing/walk/walk-subscription';
import type { Onlooker } from './testing/walk/world';

/**
 * The stranger walk again, as members of the same tenant who do not see all of it: by no query, node, connection, subscription
 * (replay or live), file or count do they find what is out of their sight. A representative who sees their own is in the other walk.
 */
jest.setTimeout(60_000);
const ONLOOKERS: (Onlooker & { name: string })[] = [
  { name: 'a representative who sees their team', role: 'REP', visibility: 'TEAM' },
  { name: 'a manager who sees their team', role: 'MANAGER', visibility: 'TEAM' },
  { name: 'a viewer who sees their own', role: 'VIEWER', visibility: 'OWN' },
];

describe.each(ONLOOKERS)('$name', (onlooker) => {
  const walk = new Walk(onlooker);
  beforeAll(() => walk.start());
  afterAll(() => walk.product.stop());
  beforeEach(() => walk.readSecrets());

  for (const field of fieldsOf(schema.getQueryType())) describe(`Query.${field.name}`, () => walkQuery(walk, field));
  describe('nodes', () => walkNodes(walk));
  for (const field of fieldsOf(schema.getSubscriptionType()))
    describe(`Subscription.${field.name}`, () => walkSubscription(walk, field));

  it('gets no file and no picture of what is out of sight', async () => {
    const files = `query ($id: ID!) { node(id: $id) { ... on Conversation { contact { avatarUrl } messages(first: 50) { edges { node { attachment { url thumbnailUrl } } } } } } }`;
    const pathsOf = async (conversation: string) => {
      const { data } = await walk.product.graphql(walk.mine.owner.token, files, { id: conversation });
      return JSON.stringify(data).match(/\/media\/[^"?]+/g) ?? [];
    };
    const status = async (path: string) => {
      const headers = { authorization: `Bearer ${walk.mine.rep.token}` };
      return (await fetch(`${walk.product.url}${path}`, { headers })).status;
    };
    const [hidden, shown] = [await pathsOf(walk.mine.hidden.conversation), await pathsOf(walk.mine.shown.conversation)];
    expect(hidden.length).toBeGreaterThan(0);
    expect(new Set(await Promise.all(hidden.map(status)))).toEqual(new Set([404]));
    expect(await Promise.all(shown.map(status))).not.toContain(404);
  });

  it('counts what it sees, and nothing else', async () => {
    const { rep } = walk.mine;
    const { conversation = [] } = await walk.rowsOf(walk.mine);
    const seen = conversation.filter(
      (row) =>
        ['OPEN', 'PENDING'].includes(row['status'] as string) &&
        inSight(rep.sight, { assigneeId: row['assignee_id'] as string | null, teamId: row['team_id'] as string | null }),
    );
    const { data } = await walk.product.graphql(rep.token, '{ inboxCounts { all mine } }');
    expect(seen.map(({ id }) => id)).toContain(rowOf(walk.mine.shown.conversation));
    expect(data.inboxCounts.all).toBe(seen.length);
    expect(data.inboxCounts.mine).toBe(seen.filter((row) => row['assignee_id'] === rep.memberId).length);
    expect(seen.length).toBeLessThan(conversation.length);
  });
});
