import { LockMode } from '@mikro-orm/core';
import { inSight, NotFound, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import { Conversation } from '../inbox.entities';
import { scopeOf } from './change-conversation';

/** The conversation, locked until the commit. NOT_FOUND when it is another tenant's, out of sight, or nobody's. */
export async function findConversation(ctx: TenantContext, unit: UnitOfWork, id: string): Promise<Conversation> {
  const conversation = await unit.em.findOne(Conversation, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!conversation || !inSight(ctx.sight, scopeOf(conversation))) throw new NotFound('Conversation');
  return conversation;
}
