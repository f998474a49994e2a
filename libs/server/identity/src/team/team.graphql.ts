import { builder, DeletePayload, IdInput, payload, payloadType, rowId } from '@prosa/server/platform';
import { reloaded, tenantOf } from '../member/member-changes.graphql';
import { TeamAssignmentEnum, TeamRef } from '../member/member.graphql';
import { deleteTeam } from './delete-team';
import { saveTeam } from './save-team';
import type { TeamRow } from './team.read';

const TeamPayload = payloadType<TeamRow>('TeamPayload', 'team', TeamRef);
const SaveTeamInput = builder.inputType('SaveTeamInput', {
  fields: (t) => ({
    id: t.id(),
    name: t.string({ required: true }),
    memberIds: t.idList({ required: true }),
    assignment: t.field({ type: TeamAssignmentEnum }),
    capacity: t.int({ description: 'null: no limit.' }),
  }),
});

builder.mutationFields((t) => ({
  saveTeam: t.field({
    type: TeamPayload,
    authScopes: { right: 'member:manage' },
    args: { input: t.arg({ type: SaveTeamInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      payload(async () => {
        const id = await saveTeam(tenantOf(ctx), {
          ...input,
          id: input.id ? rowId('Team', String(input.id)) : null,
          memberIds: input.memberIds.map((memberId) => rowId('Member', String(memberId))),
        });
        return reloaded<TeamRow>(ctx, 'Team', id);
      }),
  }),
  deleteTeam: t.field({
    type: DeletePayload,
    authScopes: { right: 'member:manage' },
    args: { input: t.arg({ type: IdInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      payload(async () => ({ type: 'Team', id: await deleteTeam(tenantOf(ctx), rowId('Team', String(input.id))) })),
  }),
}));
