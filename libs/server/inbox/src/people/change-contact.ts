import { appendContactEvent, decideOptOut, type Contact } from '@prosa/server/crm';
import { StaleProblem, unitOfWork, UserProblem, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import { requireRight } from '../conversation/conversation.policy';
import { handToPeople } from '../conversation/conversation.rules';
import { watchConversation } from '../conversation/change-conversation';
import { Conversation } from '../inbox.entities';
import { scopesOf, takeContacts } from './take-contacts';

const LONGEST_NAME = 200;

/** Calls somebody by the name that a member types: WhatsApp does not rename them after that. Throws NotFound, UserProblem, StaleProblem. */
export async function renameContact(
  ctx: TenantContext,
  input: { id: string; expectedVersion?: number | null; name?: string | null },
): Promise<Contact> {
  requireRight(ctx, 'inbox:reply');
  return unitOfWork(ctx, async (unit) => {
    const [contact] = (await takeContacts(ctx, unit, [input.id])) as [Contact];
    if (input.expectedVersion != null && input.expectedVersion !== contact.version) throw new StaleProblem(contact);
    if (input.name === undefined) return contact;
    const name = checkedName(input.name);
    if (name === contact.name && contact.nameSource === 'MEMBER') return contact;
    const before = contact.name;
    Object.assign(contact, { name, nameSource: 'MEMBER' });
    await tell(ctx, unit, contact, { name: [before, name] });
    return contact;
  });
}

function checkedName(typed: string | null): string {
  // Marks that turn the direction of text could make a name say something else than it is.
  const name = typed?.replace(/[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]+/gu, ' ').trim() ?? '';
  if (name === '') throw new UserProblem('REQUIRED', 'Give them a name.', ['name']);
  if (name.length > LONGEST_NAME) throw new UserProblem('TOO_LONG', `At most ${LONGEST_NAME} characters.`, ['name']);
  return name.toWellFormed();
}

/** Notes that somebody wants no messages, or wants them again. Holds on every channel. Throws NotFound. */
export async function setContactOptOut(ctx: TenantContext, input: { id: string; optedOut: boolean }): Promise<Contact> {
  requireRight(ctx, 'inbox:reply');
  return unitOfWork(ctx, async (unit) => {
    const [contact] = (await takeContacts(ctx, unit, [input.id])) as [Contact];
    const before = Boolean(contact.optedOutAt);
    if (decideOptOut(contact, input.optedOut, 'MEMBER', ctx.platform.clock.now())) {
      await tell(ctx, unit, contact, { optedOut: [before, input.optedOut] });
      if (input.optedOut) await takeFromAgents(unit, contact);
    }
    return contact;
  });
}

async function takeFromAgents(unit: UnitOfWork, { id }: Contact): Promise<void> {
  for (const conversation of await unit.em.find(Conversation, { contactId: id, handler: 'AGENT' })) {
    const watch = watchConversation(unit, conversation);
    handToPeople(conversation, 'OPTED_OUT');
    watch.finish();
  }
}

async function tell(
  ctx: TenantContext,
  unit: UnitOfWork,
  contact: Contact,
  changes: Record<string, [unknown, unknown]>,
): Promise<void> {
  contact.version += 1;
  contact.updatedAt = ctx.platform.clock.now();
  appendContactEvent(unit, 'CONTACT_CHANGED', contact, await scopesOf(unit, contact.id), changes);
}
