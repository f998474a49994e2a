import { defineEntity, p } from '@mikro-orm/core';
import { tenantFilter } from '@prosa/server/platform';

/** When a member of a team was last dealt a conversation, as a number that goes up with each one dealt. */
export const TeamTurnSchema = defineEntity({
  name: 'TeamTurn',
  tableName: 'team_turn',
  filters: tenantFilter,
  properties: { teamId: p.uuid().primary(), memberId: p.uuid().primary(), tenantId: p.uuid(), turn: p.integer() },
});
export class TeamTurn extends TeamTurnSchema.class {}
TeamTurnSchema.setClass(TeamTurn);
