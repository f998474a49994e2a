import { builder, payload, payloadType, permissionsOf, ROLES, rowId, type GraphqlContext, type Role, type TenantContext } from '@prosa/server/platform';
import { AvailabilityEnum, loadRequired, MemberRef, RoleEnum, VisibilityEnum } from './member.graphql';
import type { MemberRow } from './member.read';
import { mayManage } from './member.policy';
import { updateMember } from './update-member';

export const MemberPayload = payloadType<MemberRow>('MemberPayload', 'member', MemberRef);

/** For a field whose declared right a stranger never has. */
export function tenantOf({ tenant }: GraphqlContext): TenantContext {
  if (!tenant) throw new Error('A field for members was resolved without one.');
  return tenant;
}
/** The row as it is after the change: what was read of it before in this operation no longer counts. */
export async function reloaded<T>(ctx: GraphqlContext, type: string, id: string): Promise<T> {
  ctx.loaders.clear();
  return loadRequired<T>(ctx, type, id);
}

const UpdateMemberInput = builder.inputType('UpdateMemberInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    role: t.field({ type: RoleEnum }),
    visibility: t.field({ type: VisibilityEnum }),
    availability: t.field({ type: AvailabilityEnum }),
    active: t.boolean(),
    teamIds: t.idList(),
  }),
});

builder.mutationField('updateMember', (t) =>
  t.field({
    type: MemberPayload,
    // Everyone says themselves whether they are at work; the rest is the use case's to refuse.
    authScopes: { right: 'member:read' },
    args: { input: t.arg({ type: UpdateMemberInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      payload(async () => {
        const teamIds = input.teamIds?.map((id) => rowId('Team', String(id)));
        const id = await updateMember(tenantOf(ctx), { ...input, id: rowId('Member', String(input.id)), ...(teamIds && { teamIds }) });
        return reloaded<MemberRow>(ctx, 'Member', id);
      }),
  }),
);

interface RoleRights {
  role: Role;
}
const RoleRightsType = builder.objectRef<RoleRights>('RoleRights').implement({
  description: 'What a role may do: the very table that decides.',
  fields: (t) => ({
    role: t.expose('role', { type: RoleEnum }),
    permissions: t.stringList({ resolve: ({ role }) => [...permissionsOf(role)].sort() }),
    manages: t.field({
      type: [RoleEnum],
      description: 'Whom it may invite, change and deactivate.',
      resolve: ({ role }) => (permissionsOf(role).has('member:manage') ? ROLES.filter((other) => mayManage(role, other)) : []),
    }),
  }),
});
builder.queryField('roles', (t) =>
  t.field({ type: [RoleRightsType], authScopes: { right: 'member:read' }, resolve: () => ROLES.map((role) => ({ role })) }),
);
