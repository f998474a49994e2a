import type { AdReferral, ContactCard, Poll, SharedLocation } from '@prosa/server/channels';
import { ContactIdentity, ContactRef, identityKey, type ContactRow } from '@prosa/server/crm';
import { MemberRef, type MemberRow } from '@prosa/server/identity';
import { builder, loaderOf, loadNode, type GraphqlContext, type TenantContext } from '@prosa/server/platform';
import { SYSTEM_CODES, type MessageDetail, type SystemCode } from './message-detail';
import { MessageRef } from './message.refs';
import { readReferrals } from './referral.read';

const LocationRef = builder.objectRef<SharedLocation>('Location').implement({
  fields: (t) => ({
    latitude: t.exposeFloat('latitude'),
    longitude: t.exposeFloat('longitude'),
    name: t.exposeString('name', { nullable: true }),
    address: t.exposeString('address', { nullable: true }),
    live: t.boolean({
      description: 'Shared while its sender moves: this is where they started.',
      resolve: ({ live }) => live === true,
    }),
  }),
});

const ContactCardRef = builder.objectRef<ContactCard>('ContactCard').implement({
  fields: (t) => ({
    name: t.exposeString('name', { nullable: true }),
    phones: t.field({ type: ['PhoneNumber'], resolve: ({ phones }) => phones }),
  }),
});

const PollRef = builder.objectRef<Poll>('Poll').implement({
  description: 'Votes are read by phones alone.',
  fields: (t) => ({
    question: t.exposeString('question', { nullable: true }),
    options: t.exposeStringList('options'),
  }),
});

const ChoiceRef = builder.objectRef<NonNullable<MessageDetail['reply']>>('Choice').implement({
  description: 'The button or row that was chosen.',
  fields: (t) => ({
    id: t.exposeString('id', { nullable: true, description: 'As whoever offered it calls it.' }),
    title: t.exposeString('title', { nullable: true }),
  }),
});

const ReferralRef = builder.objectRef<AdReferral>('Referral').implement({
  description: 'The advertisement that brought somebody here.',
  fields: (t) => ({
    title: t.exposeString('title', { nullable: true }),
    body: t.exposeString('body', { nullable: true }),
    sourceUrl: t.field({ type: 'URL', nullable: true, resolve: ({ sourceUrl }) => webAddress(sourceUrl) }),
    sourceId: t.exposeString('sourceId', { nullable: true }),
    sourceType: t.exposeString('sourceType', { nullable: true }),
    clickId: t.exposeString('clickId', { nullable: true, description: "WhatsApp's click id (ctwa_clid)." }),
  }),
});

/** What a stranger's message calls an address is opened by nobody unless it is one of the web. */
const webAddress = (url: string | null): string | null =>
  url && /^https?:\/\//i.test(url) && URL.canParse(url) ? url : null;

const SystemCodeEnum = builder.enumType('SystemCode', {
  description:
    'RINGING until more is told. MISSED and DECLINED count as unread; a call that was hung up and nobody is known to have answered is MISSED.',
  values: SYSTEM_CODES,
});
const SystemLineRef = builder.objectRef<{ code: SystemCode }>('SystemLine').implement({
  description: 'What happened in the conversation, to be put into words by whoever shows it.',
  fields: (t) => ({ code: t.expose('code', { type: SystemCodeEnum }) }),
});

type MentionRow = NonNullable<MessageDetail['mentions']>[number];
const MentionRef = builder.objectRef<MentionRow>('Mention').implement({
  fields: (t) => ({
    text: t.exposeString('text', { description: 'What stands for them in the text: `@` and digits.' }),
    contact: t.field({
      type: ContactRef,
      nullable: true,
      description: 'Null for our own number, and for whom nobody here knows.',
      resolve: async ({ kind, value }, _args, ctx) =>
        loadNode<ContactRow>(ctx, 'Contact', (await contactsNamed(ctx).load(`${kind}:${value}`))?.contactId),
    }),
  }),
});

/** By kind and value. */
const contactsNamed = (ctx: GraphqlContext) =>
  loaderOf<ContactIdentity>(ctx, 'mentioned-contact', async (keys) => {
    const { em } = ctx.tenant as TenantContext;
    const found = await em.find(ContactIdentity, {
      value: { $in: keys.map((key) => key.slice(key.indexOf(':') + 1)) },
    });
    return new Map(found.map((identity) => [identityKey(identity), identity]));
  });

builder.objectFields(MessageRef, (t) => ({
  location: t.field({ type: LocationRef, nullable: true, resolve: ({ detail }) => detail.location ?? null }),
  contactCards: t.field({ type: [ContactCardRef], resolve: ({ detail }) => detail.contactCards ?? [] }),
  poll: t.field({ type: PollRef, nullable: true, resolve: ({ detail }) => detail.poll ?? null }),
  choice: t.field({
    type: ChoiceRef,
    nullable: true,
    description: 'Of a BUTTON_REPLY or LIST_REPLY; `replyTo` is what it was chosen from.',
    resolve: ({ detail }) => detail.reply ?? null,
  }),
  referral: t.field({ type: ReferralRef, nullable: true, resolve: ({ detail }) => detail.adReferral ?? null }),
  system: t.field({
    type: SystemLineRef,
    nullable: true,
    description: 'Of a SYSTEM message.',
    resolve: ({ detail }) => (detail.system ? { code: detail.system } : null),
  }),
  quotedText: t.string({
    nullable: true,
    description: 'The text of what this answers, as it came along: for when `replyTo` is not here.',
    resolve: ({ detail }) => detail.quotedText ?? null,
  }),
  viewOnce: t.boolean({
    description: 'May be viewed once, on the phone: its file is not kept here, so that it has no `attachment`.',
    resolve: ({ detail }) => detail.viewOnce === true,
  }),
  ephemeral: t.boolean({
    description: 'Disappears from their phone after a while.',
    resolve: ({ detail }) => detail.ephemeral === true,
  }),
  forwarded: t.boolean({ resolve: ({ detail }) => detail.forwarded === true }),
  mentionsUs: t.boolean({ resolve: ({ detail }) => detail.mentionsUs === true }),
  mentions: t.field({ type: [MentionRef], resolve: ({ detail }) => detail.mentions ?? [] }),
  mentionedMembers: t.field({
    type: [MemberRef],
    complexity: { field: 1, multiplier: 2 }, // most messages have none
    description: 'The members whom a NOTE names by `@` in its text.',
    resolve: async ({ detail }, _args, ctx) => {
      const found = await Promise.all(
        (detail.mentionedMembers ?? []).map((id) => loadNode<MemberRow>(ctx, 'Member', id)),
      );
      return found.filter((member) => member !== null);
    },
  }),
  unsupportedType: t.string({
    nullable: true,
    description: "The provider's name of an UNSUPPORTED content, as `orderMessage`.",
    resolve: ({ detail }) => detail.providerType ?? null,
  }),
}));

builder.objectField(ContactRef, 'referral', (t) =>
  t.field({
    type: ReferralRef,
    nullable: true,
    description: 'The advertisement by which they first came.',
    resolve: async (contact, _args, ctx) =>
      (await loaderOf<AdReferral>(ctx, 'contact-referral', (ids) =>
        readReferrals(ctx.tenant as TenantContext, ids),
      ).load(contact.id)) ?? null,
  }),
);
