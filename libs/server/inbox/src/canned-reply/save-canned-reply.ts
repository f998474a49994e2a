import { newId, NotFound, unitOfWork, UserProblem, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import { unknownVariables } from '@prosa/shared/contracts';
import { requireMember, requireRight } from '../conversation/conversation.policy';
import { checkedText } from '../outbound/message-content';
import { CannedReply } from './canned-reply.entity';

export interface SaveCannedReply {
  id?: string | null;
  shortcut: string;
  text: string;
  shared: boolean;
}

const LONGEST_TEXT = 4_000;
const MOST_REPLIES = 500;
const SHORTCUT = /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u;

/**
 * Makes a canned reply or changes one: a member's own, or, by who may manage the inbox, everybody's. Shortcuts are the only
 * ones of their kind. Throws NotFound, UserProblem.
 */
export async function saveCannedReply(ctx: TenantContext, input: SaveCannedReply): Promise<CannedReply> {
  requireRight(ctx, 'inbox:reply');
  const memberId = requireMember(ctx);
  const shortcut = shortcutOf(input.shortcut);
  const text = checkedText(input.text, ['text'], LONGEST_TEXT);
  const [unknown] = unknownVariables(text);
  if (unknown !== undefined)
    throw new UserProblem('UNKNOWN_VARIABLE', `There is no variable {{${unknown}}}.`, ['text']);
  if (input.shared) requireShared(ctx);
  const scope = input.shared ? 'shared' : memberId;
  return unitOfWork(ctx, async (unit) => {
    const reply = input.id ? await findOwn(ctx, unit, input.id) : null;
    const same = await unit.em.findOne(CannedReply, { scope, shortcut });
    if (same && same.id !== reply?.id)
      throw new UserProblem('TAKEN', 'There is a reply with this shortcut already.', ['shortcut']);
    const { shared } = input;
    // Who takes a shared one back for himself becomes its owner.
    if (reply) return Object.assign(reply, { shortcut, text, shared, scope, ...(!shared && { memberId }) });
    if ((await unit.em.count(CannedReply, { scope })) >= MOST_REPLIES)
      throw new UserProblem('TOO_MANY', `At most ${MOST_REPLIES} replies.`, ['shortcut']);
    const row = { id: newId(), tenantId: ctx.tenantId, memberId, createdAt: ctx.platform.clock.now() };
    return unit.em.create(CannedReply, { ...row, shortcut, text, shared, scope });
  });
}

/** Throws NotFound, UserProblem. */
export async function deleteCannedReply(ctx: TenantContext, id: string): Promise<{ type: 'CannedReply'; id: string }> {
  requireRight(ctx, 'inbox:reply');
  return unitOfWork(ctx, async (unit) => {
    unit.em.remove(await findOwn(ctx, unit, id));
    return { type: 'CannedReply', id };
  });
}

/** One that the caller may change. Another member's own is not admitted to. */
async function findOwn(ctx: TenantContext, unit: UnitOfWork, id: string): Promise<CannedReply> {
  const reply = await unit.em.findOne(CannedReply, { id });
  if (!reply || (!reply.shared && reply.scope !== requireMember(ctx))) throw new NotFound('CannedReply');
  if (reply.shared) requireShared(ctx);
  return reply;
}

function requireShared(ctx: TenantContext): void {
  if (!ctx.permissions.has('inbox:manage'))
    throw new UserProblem('SHARED', 'Replies of the whole team are kept by managers.', ['shared']);
}

function shortcutOf(typed: string): string {
  const shortcut = typed.trim().replace(/^\//, '').toLowerCase().normalize('NFC');
  if (shortcut === '') throw new UserProblem('REQUIRED', 'Give it a shortcut.', ['shortcut']);
  if (!SHORTCUT.test(shortcut))
    throw new UserProblem('INVALID', 'Letters, figures, - and _, at most 40 of them.', ['shortcut']);
  return shortcut;
}
