import { schema } from './schema';
import { fieldsOf } from './testing/walk/schema-paths';
import { Walk } from './testing/walk/walk';
import { walkMutation } from './testing/walk/walk-mutation';
import { shownTypes, walkNodes } from './testing/walk/walk-nodes';
import { walkQuery } from './testing/walk/walk-query';
import { walkSubscription } from './testing/walk/walk-subscription';

/**
 * Walks every query, node, mutation and subscription that the schema has today, with every id and cursor that they take: as the
 * owner, who must get something from each; as a member of another tenant with the owner's ids; signed out; and as a member of the
 * same tenant who sees only their own rows. What fails with "seed" in its words is a path that leads nowhere even for the owner:
 * add the row to `testing/walk/world.ts` or the line to `testing/walk/cases.ts`.
 */
jest.setTimeout(30_000); // each test is a walk of its own, on a machine that may be busy
const walk = new Walk();
beforeAll(() => walk.start(), 120_000); // a whole world is made, twice
afterAll(() => walk.product.stop());
beforeEach(() => walk.readSecrets());

/** Fields that an interface asks of a type that has nothing to say there. */
const NEVER_FILLED = [
  'CreateApiKeyPayload.userErrors',
  'MessageEvent.version',
  'UploadPayload.userErrors',
  'ConversationsPayload.userErrors',
  'EvolutionServerPayload.userErrors',
  'NotificationEvent.version',
  'NotificationSettingsPayload.userErrors',
  ...['EndSecondFactor', 'RecoveryCodes', 'RequestPasswordReset', 'StartSecondFactor', 'Tenant', 'User'].map(
    (name) => `${name}Payload.userErrors`,
  ),
  'TestPushPayload.userErrors',
];

it('starts from a row in every table', async () => {
  const rows = Object.entries(await walk.rowsOf(walk.mine));
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.filter(([, list]) => list.length === 0).map(([table]) => table)).toEqual([]);
});

for (const field of fieldsOf(schema.getQueryType())) describe(`Query.${field.name}`, () => walkQuery(walk, field));
describe('nodes', () => walkNodes(walk));
for (const field of fieldsOf(schema.getSubscriptionType()))
  describe(`Subscription.${field.name}`, () => walkSubscription(walk, field));
// Last: they change what the others look at.
for (const field of fieldsOf(schema.getMutationType()))
  describe(`Mutation.${field.name}`, () => walkMutation(walk, field));

describe('at the end', () => {
  it('the owner has been shown something in every field that there is', () => {
    const all = shownTypes.flatMap((type) => fieldsOf(type).map((field) => `${type.name}.${field.name}`));
    expect(all.filter((field) => !walk.seen.has(field) && !NEVER_FILLED.includes(field))).toEqual([]);
  });
});
