import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import { actsAsMember, isPerson, mayChange } from '../context/api-scopes';
import type { Permission } from '../context/rights';
import { LIMITS, overLimit, tooComplex } from './complexity';
import type { EventPosition } from './event-cursor';
import type { GraphqlContext } from './graphql-context';
import { accessError } from './graphql-errors';

/** The one builder of the schema. A field declares who may use it: `{ public: true }`, `{ member: true }`, `{ person: true }` (a member, by no API key) or `{ right: … }`. */
export const builder = new SchemaBuilder<{
  Context: GraphqlContext;
  AuthScopes: { public: boolean; member: boolean; person: boolean; change: boolean; right: Permission };
  DefaultFieldNullability: false;
  DefaultEdgesNullability: false;
  DefaultNodeNullability: false;
  Scalars: {
    ID: { Input: string; Output: string | number };
    DateTime: { Input: Date; Output: Date };
    TimeOfDay: { Input: string; Output: string };
    JSON: { Input: unknown; Output: unknown };
    EmailAddress: { Input: string; Output: string };
    PhoneNumber: { Input: string; Output: string };
    URL: { Input: string; Output: string };
    EventCursor: { Input: EventPosition; Output: { tenantId: string; seq: number } };
  };
}>({
  plugins: [ScopeAuthPlugin, RelayPlugin, ComplexityPlugin],
  defaultFieldNullability: false,
  scopeAuth: {
    authScopes: (ctx) => ({
      public: true,
      member: actsAsMember(ctx.tenant),
      person: isPerson(ctx.tenant),
      change: mayChange(ctx.tenant),
      right: (permission: Permission) => ctx.tenant?.permissions.has(permission) ?? false,
    }),
    unauthorizedError: (_parent, ctx) => accessError(ctx.tenant !== null),
  },
  relay: {
    cursorType: 'String',
    edgesFieldOptions: { nullable: false },
    nodeFieldOptions: { nullable: false },
    nodeQueryOptions: { nullable: true, authScopes: { member: true } },
    nodesQueryOptions: { nullable: { list: false, items: true }, authScopes: { member: true }, complexity: ({ ids }) => ({ field: ids.length, multiplier: ids.length }) },
  },
  complexity: { defaultComplexity: 1, defaultListMultiplier: 10, limit: LIMITS, complexityError: (_kind, cost) => overLimit(cost) ?? tooComplex('it costs too much') },
});

builder.queryType({});
builder.mutationType({ authScopes: { change: true } });
builder.subscriptionType({});
