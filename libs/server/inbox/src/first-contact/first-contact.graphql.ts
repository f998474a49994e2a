import { Channel, ChannelType, GatewayError } from '@prosa/server/channels';
import { builder, payload, UserProblem, tryRowId, type Platform, type TenantContext } from '@prosa/server/platform';
import { ConversationPayload } from '../conversation/conversation-payload';
import { readConversations, type ConversationRow } from '../conversation/conversation.read';
import type { AskNumbers } from './check-number';
import { readBudget, type FirstContactBudget } from './first-contact-budget';
import { startConversation } from './start-conversation';

const asked = new WeakMap<Platform, AskNumbers>();
/** The composition root says who is asked, before the first request. */
export const setAskNumbers = (platform: Platform, ask: AskNumbers): void => void asked.set(platform, ask);
const nobody: AskNumbers = async () => {
  throw new GatewayError('UNREACHABLE', 'No WhatsApp server is configured', { outcomeKnown: true });
};

const FirstContactBudgetType = builder.objectRef<FirstContactBudget>('FirstContactBudget').implement({
  description:
    'How many people who never wrote a number may approach today: writing to them and looking them up on WhatsApp count alike, each person once a day.',
  fields: (t) => ({
    used: t.exposeInt('used'),
    limit: t.exposeInt('limit', {
      description: 'Grows with the age of the number and the share of people who write back.',
    }),
    resetsAt: t.expose('resetsAt', { type: 'DateTime' }),
  }),
});

builder.objectField(ChannelType, 'firstContactBudget', (t) =>
  t.field({
    type: FirstContactBudgetType,
    resolve: async ({ id }, _args, ctx) => {
      const tenant = ctx.tenant as TenantContext;
      return readBudget(tenant, await tenant.em.findOneOrFail(Channel, { id }));
    },
  }),
);

const StartConversationInput = builder.inputType('StartConversationInput', {
  fields: (t) => ({
    channelId: t.id({ required: true }),
    phone: t.field({ type: 'PhoneNumber', required: true }),
    name: t.string(),
    text: t.string({ required: true }),
    clientKey: t.string({ required: true }),
  }),
});

builder.mutationField('startConversation', (t) =>
  t.field({
    type: ConversationPayload,
    authScopes: { right: 'inbox:send' },
    args: { input: t.arg({ type: StartConversationInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      payload(async () => {
        const tenant = ctx.tenant as TenantContext;
        const channelId = tryRowId('Channel', input.channelId);
        if (!channelId) throw new UserProblem('CHANNEL_NOT_FOUND', 'No such channel.', ['channelId']);
        const { id } = await startConversation(tenant, { ...input, channelId }, asked.get(tenant.platform) ?? nobody);
        return (await readConversations(tenant, [id]))[0] as ConversationRow;
      }),
  }),
);
