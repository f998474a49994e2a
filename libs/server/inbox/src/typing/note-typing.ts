import type { Channel, Party, WhatsAppEvent } from '@prosa/server/channels';
import { identityKey, type Identity } from '@prosa/server/crm';
import type { TenantContext } from '@prosa/server/platform';
import { identitiesOf } from '../inbound/identities-of';

export const TYPING = 'TYPING';
/** WhatsApp says it again every ten seconds or so while it goes on, and need not say that it has stopped. */
export const TYPING_FOR_MS = 20_000;

interface Seen {
  chat: Party;
  isGroup: boolean;
  who: Party;
  /** COMPOSING or RECORDING; null when they do neither. */
  what: string | null;
  at: Date;
}
export interface ToldOf {
  events: readonly WhatsAppEvent[];
  at: Date;
}

/** Lets whoever looks at a conversation know that its contact writes or records. Writes nothing, wakes nobody else. */
export async function noteTyping(
  ctx: TenantContext,
  channel: Pick<Channel, 'id' | 'groups'>,
  told: readonly ToldOf[],
): Promise<void> {
  const { clock, moments } = ctx.platform;
  const since = clock.now().getTime() - TYPING_FOR_MS;
  const seen = told
    .flatMap(({ events, at }) => events.flatMap((event) => read(event, at)))
    .filter(({ at, isGroup }) => at.getTime() > since && (channel.groups || !isGroup));
  const isNews = seen.some(({ what }) => what !== null) || moments.now(ctx.tenantId).some(({ topic }) => topic === TYPING);
  if (seen.length === 0 || !isNews) return;
  const conversations = await conversationsOf(ctx, channel.id, seen);
  for (const { chat, isGroup, who, what, at } of seen) {
    const found = conversations(identitiesOf(chat, isGroup), identitiesOf(who));
    if (!found) continue;
    const moment = { topic: TYPING, about: found.conversationId, who: found.contactId };
    if (what === null) moments.end(ctx.tenantId, moment);
    else moments.begin(ctx.tenantId, { ...moment, what }, at.getTime() - since);
  }
}

/** Who has sent what they wrote writes no more. */
function read(event: WhatsAppEvent, at: Date): Seen[] {
  if (event.type === 'PresenceChanged') {
    const { chat, isGroup, party, presence } = event;
    const what = presence === 'COMPOSING' || presence === 'RECORDING' ? presence : null;
    return [{ chat, isGroup, who: party, what, at }];
  }
  if (event.type !== 'MessageReceived' || event.fromMe) return [];
  const { chat, isGroup, participant } = event;
  return [{ chat, isGroup, who: participant ?? chat, what: null, at }];
}

type Find = (chat: Identity[], who: Identity[]) => { conversationId: string; contactId: string } | null;

/** The conversations and contacts of those who are known already: two reads, however many they are. */
async function conversationsOf(ctx: TenantContext, channelId: string, seen: readonly Seen[]): Promise<Find> {
  const { db } = ctx.platform;
  const identities = seen.flatMap(({ chat, isGroup, who }) => [...identitiesOf(chat, isGroup), ...identitiesOf(who)]);
  if (identities.length === 0) return () => null;
  const rows = await db.read<{ kind: Identity['kind']; value: string; contact_id: string }>(
    `select kind, value, contact_id from contact_identity
      where tenant_id = ? and (${identities.map(() => '(kind = ? and value = ?)').join(' or ')})`,
    [ctx.tenantId, ...identities.flatMap(({ kind, value }) => [kind, value])],
  );
  const contacts = new Map(rows.map((row) => [identityKey(row), row.contact_id]));
  const contactOf = (names: Identity[]) => names.map((name) => contacts.get(identityKey(name))).find(Boolean) ?? null;
  const contactIds = [...new Set(contacts.values())];
  if (contactIds.length === 0) return () => null;
  const found = await db.read<{ id: string; contact_id: string }>(
    `select id, contact_id from conversation
      where tenant_id = ? and channel_id = ? and contact_id in (${contactIds.map(() => '?').join(', ')})`,
    [ctx.tenantId, channelId, ...contactIds],
  );
  const conversations = new Map(found.map((row) => [row.contact_id, row.id]));
  return (chat, who) => {
    const contactId = contactOf(who);
    const conversationId = conversations.get(contactOf(chat) ?? '');
    return contactId && conversationId ? { conversationId, contactId } : null;
  };
}
