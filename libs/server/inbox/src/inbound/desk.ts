import { LockMode } from '@mikro-orm/core';
import type { Channel, Media } from '@prosa/server/channels';
import type { Contact } from '@prosa/server/crm';
import type { TenantContext, UnitOfWork } from '@prosa/server/platform';
import { closedAt } from '../away/say-away';
import { watchConversation } from '../conversation/change-conversation';
import { openConversation } from '../conversation/open-conversation';
import { Conversation, Message, type MessageAck } from '../inbox.entities';
import { attach, type FileHere } from '../media/attach';
import { OUTSTANDING } from '../message/message-status';
import { wakeDealer } from '../wake';
import type { IncomingMessage } from './intake';

/** Clocks differ: a message from further in the future than this is dated now, or it would stay on top of the inbox. */
export const CLOCK_SKEW_MS = 5 * 60_000;

/** The rows that one batch works on, each loaded once, and what is to be told when it is done. */
export class Desk {
  readonly messages = new Map<string, Message>();
  /** Our own messages whose provider id is not known yet, by conversation. */
  readonly outstanding = new Map<string, Message[]>();
  /** What is told of files of our own messages. */
  readonly ownFiles = new Map<string, Media>();
  /** Files that came with their messages. */
  readonly filesHere: FileHere[] = [];
  readonly created = new Set<Conversation>();
  /** Conversations that an agent shall look at, and those whose next message may go out. */
  readonly agentDue = new Set<Conversation>();
  readonly sendNext = new Set<Conversation>();
  /** Conversations whose contact may be told that nobody is there. */
  readonly awayDue = new Set<Conversation>();
  /** Since when nobody answers here, where who writes is told of it. */
  closedSince: Date | null = null;
  /** Conversations in which an answer of an agent turned out to be sent. */
  readonly answeredByAgent = new Set<Conversation>();
  /** People who asked for no more messages. */
  readonly optedOut = new Set<Contact>();
  /** People who wrote just now. */
  readonly heard = new Set<string>();
  private readonly byId = new Map<string, Conversation>();
  private readonly byContact = new Map<string, Conversation>();
  private readonly watched = new Map<Conversation, { finish(): boolean }>();
  readonly now: Date;

  constructor(
    readonly ctx: TenantContext,
    readonly unit: UnitOfWork,
    readonly channel: Channel,
    /** The agent bound to the channel, if any. */
    readonly agentId: string | null,
    readonly facts: Map<string, MessageAck>,
  ) {
    this.now = ctx.platform.clock.now();
  }

  /** Loads messages by provider id, then the conversations of these contacts and messages, in an order that cannot deadlock. */
  async load(contacts: Iterable<Contact>): Promise<void> {
    const { em } = this.unit;
    this.closedSince = await closedAt(this.unit, this.channel, this.now);
    const providerIds = [...this.facts.keys()];
    for (const message of await em.find(Message, { channelId: this.channel.id, providerId: { $in: providerIds } })) {
      this.messages.set(message.providerId as string, message);
    }
    const contactIds = [...new Set([...contacts].map(({ id }) => id))];
    const ids = [...new Set([...this.messages.values()].map(({ conversationId }) => conversationId))];
    const locked = await em.find(
      Conversation,
      { $or: [{ channelId: this.channel.id, contactId: { $in: contactIds } }, { id: { $in: ids } }] },
      { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    for (const conversation of locked) this.add(conversation, true);
  }

  /** Our messages that wait for their echo, in the conversations at hand. */
  async loadOutstanding(): Promise<void> {
    const ids = [...this.byId.keys()].filter((id) => ![...this.created].some((made) => made.id === id));
    if (ids.length === 0) return;
    const rows = (await this.unit.em.execute(
      `select id from message where tenant_id = ? and conversation_id in (${ids.map(() => '?').join(', ')}) and status in ${OUTSTANDING}`,
      [this.ctx.tenantId, ...ids],
      'all',
    )) as { id: string }[];
    if (rows.length === 0) return;
    const found = await this.unit.em.find(
      Message,
      { id: { $in: rows.map(({ id }) => id) }, providerId: null },
      { orderBy: { sortKey: 'asc' } },
    );
    for (const message of found)
      this.outstanding.set(message.conversationId, [...(this.outstanding.get(message.conversationId) ?? []), message]);
  }

  /** Notes that a message has a file. */
  attach(message: Message, media: Media, incoming: IncomingMessage): void {
    const here = attach(this.ctx, this.unit, message, media, incoming);
    if (here) this.filesHere.push(here);
  }

  conversation(id: string): Conversation | undefined {
    return this.byId.get(id);
  }
  conversationsOf(contactId: string): Conversation[] {
    return [...this.byId.values()].filter((conversation) => conversation.contactId === contactId);
  }

  /** When a message was written, as far as its clock can be believed. */
  dateOf({ sentAt }: IncomingMessage): Date {
    return sentAt.getTime() > this.now.getTime() + CLOCK_SKEW_MS ? this.now : sentAt;
  }

  /** The conversation with this contact, made OPEN when there is none. */
  conversationWith(contact: Contact, message: IncomingMessage): Conversation {
    const known = this.byContact.get(contact.id);
    if (known) return known;
    // Who is in the history was here before the agent: people have them from the start, and nobody fears that it answers.
    const past = Boolean(message.history) && this.channel.audience === 'NEW_CONTACTS';
    const conversation = openConversation(this.ctx, this.unit, {
      channelId: this.channel.id,
      contactId: contact.id,
      remoteJid: message.remoteJid,
      isGroup: message.isGroup,
      handler: this.agentId && !message.isGroup && !past ? 'AGENT' : 'HUMAN',
      agentId: this.agentId,
      // What was here before the channel is nobody's new work.
      teamId: message.history ? null : (this.channel.teamId ?? null),
      lastActivityAt: this.dateOf(message),
      handoffReason: this.agentId && past && !message.isGroup ? 'NOT_IN_AUDIENCE' : null,
      createdAt: this.now,
    });
    this.created.add(conversation);
    this.add(conversation, false);
    return conversation;
  }

  /** Tells the log of the conversations that changed. */
  finish(): void {
    for (const watcher of this.watched.values()) watcher.finish();
    for (const conversation of this.created) wakeDealer(this.unit, conversation);
  }

  private add(conversation: Conversation, watch: boolean): void {
    this.byId.set(conversation.id, conversation);
    if (conversation.channelId === this.channel.id) this.byContact.set(conversation.contactId, conversation);
    if (watch) this.watched.set(conversation, watchConversation(this.unit, conversation));
  }
}
