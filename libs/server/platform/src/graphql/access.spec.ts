import { systemContext } from '../context/context';
import { permissionsOf, type Permission, type Role } from '../context/rights';
import { describeAccess, mayUse } from './access';
import { builder } from './builder';
import './event.graphql';
import './scalars';

describe('who may use what', () => {
  it('lists each entry with its right, and builds nothing that has none', () => {
    builder.queryField('open', (t) => t.boolean({ authScopes: { public: true }, resolve: () => true }));
    builder.queryField('guarded', (t) => t.boolean({ authScopes: { right: 'member:manage' }, resolve: () => true }));
    const declared = describeAccess(builder.toSchema());
    expect(declared).toEqual(expect.arrayContaining(['Query.open: public', 'Query.guarded: right member:manage', 'Query.eventCursor: any member', 'Subscription.events: any member']));
    expect(declared).toEqual([...declared].sort());

    builder.queryField('forgotten', (t) => t.boolean({ resolve: () => true }));
    builder.mutationField('half', (t) => t.boolean({ authScopes: {}, resolve: () => true }));
    builder.subscriptionField('untold', (t) => t.boolean({ authScopes: { public: false }, subscribe: (() => null) as never, resolve: () => true }));
    const Bare = builder.objectRef<{ id: string }>('Bare');
    builder.node(Bare, { id: { resolve: ({ id }: { id: string }) => id }, fields: () => ({}) } as never);
    expect(() => describeAccess(builder.toSchema())).toThrow('No right is declared for: Query.forgotten, Mutation.half, Subscription.untold, Bare');
  });

  it('knows at once who may use a field', () => {
    const { open, guarded, forgotten, eventCursor } = builder.toSchema().getQueryType()?.getFields() as Record<string, Parameters<typeof mayUse>[0]>;
    const member = (...permissions: Permission[]) => ({ ...systemContext({ db: { forTenant: () => null } } as never, 't', 'test'), permissions: new Set(permissions) });
    const may = (tenant: Parameters<typeof mayUse>[1]) => [open, eventCursor, guarded, forgotten].map((field) => mayUse(field as never, tenant));
    expect(may(null)).toEqual([true, false, false, false]);
    expect(may(member('inbox:read'))).toEqual([true, true, false, false]);
    expect(may(member('member:manage'))).toEqual([true, true, true, false]);
  });
});

describe('the roles', () => {
  const of = (role: Role) => [...permissionsOf(role)].sort();
  it('grow from one to the next, from reading to everything', () => {
    expect(of('VIEWER')).toEqual(['agent:read', 'channel:read', 'inbox:read', 'member:read']);
    expect(of('REP').filter((right) => !permissionsOf('VIEWER').has(right))).toEqual(['inbox:assign', 'inbox:reply', 'inbox:send']);
    expect(of('MANAGER').filter((right) => !permissionsOf('REP').has(right))).toEqual(['agent:manage', 'apikey:create', 'inbox:manage', 'operations:read']);
    expect(of('ADMIN').filter((right) => !permissionsOf('MANAGER').has(right))).toEqual(['apikey:manage', 'channel:manage', 'member:manage', 'tenant:manage']);
    expect(of('OWNER').filter((right) => !permissionsOf('ADMIN').has(right))).toEqual(['server:manage']);
    expect([...permissionsOf('ADMIN')].every((right) => permissionsOf('OWNER').has(right))).toBe(true);
    expect(permissionsOf('MANAGER', 'TEAM').has('operations:read')).toBe(false);
    for (const role of ['MANAGER', 'REP'] as const) expect([...permissionsOf('VIEWER')].every((right) => permissionsOf(role).has(right))).toBe(true);
  });
});
