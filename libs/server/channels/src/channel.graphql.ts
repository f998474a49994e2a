import { TeamRef, type TeamRow } from '@prosa/server/identity';
import { IntegrationInterface, registerIntegrations } from '@prosa/server/integrations';
import {
  builder, connectionType, DeletePayload, IdInput, liveSource, loadNode, NotFound, nodeType, pageById, payload, payloadType, rowId,
  type GraphqlContext, type LogEvent, type TenantContext,
} from '@prosa/server/platform';
import { CHANNEL_CAPABILITIES, capabilitiesOf } from './capabilities';
import { AGENT_AUDIENCES, CHANNEL_STATES, ChannelStateChange, type Channel, type ChannelState } from './channels.entities';
import { deleteChannel, disconnectChannel, reconnectChannel, updateChannel } from './change-channel';
import { readChannels, type ChannelPacing, type ChannelView } from './channel.read';
import { BusinessHoursInput, BusinessHoursType } from './hours/business-hours.graphql';
import { codeOf, type PairingCode } from './qr-code';

const ChannelStateEnum = builder.enumType('ChannelState', { values: CHANNEL_STATES });
export const AgentAudienceEnum = builder.enumType('AgentAudience', { values: AGENT_AUDIENCES });
const ChannelCapabilityEnum = builder.enumType('ChannelCapability', { values: CHANNEL_CAPABILITIES });

interface QrCodeView extends PairingCode {
  attempt: number;
  expiresAt: Date;
}
const QrCodeType = builder.objectRef<QrCodeView>('QrCode').implement({
  fields: (t) => ({
    code: t.exposeString('code'),
    imageDataUrl: t.exposeString('imageDataUrl'),
    pairingCode: t.exposeString('pairingCode', { nullable: true }),
    attempt: t.exposeInt('attempt'),
    expiresAt: t.expose('expiresAt', { type: 'DateTime' }),
  }),
});

interface ConnectionStateView {
  channelId: string;
  channel: ChannelView | null;
  state: ChannelState;
  since: Date;
  reason: string | null;
  lastEvidenceAt: Date | null;
  evidence: string | null;
  /** Only the present state has a code. */
  current: ChannelView | null;
}
const present = (channel: ChannelView): ConnectionStateView => ({
  channelId: channel.id,
  channel,
  state: channel.state,
  since: channel.stateSince,
  reason: channel.problem ?? channel.stateReason,
  lastEvidenceAt: channel.lastEvidenceAt,
  evidence: channel.evidence,
  current: channel,
});
const qrOf = (ctx: GraphqlContext, channel: ChannelView): QrCodeView | null => {
  const code = codeOf(ctx.platform.secrets, channel, ctx.platform.clock.now());
  return code && { ...code, attempt: channel.qrAttempt, expiresAt: channel.qrExpiresAt as Date };
};

const PacingType = builder.objectRef<ChannelPacing>('ChannelPacing').implement({
  description: 'In what rhythm what an agent writes goes out. What people write by hand goes at once.',
  fields: (t) => ({
    minSeconds: t.exposeInt('minSeconds', { description: 'Between messages to different people, at least.' }),
    maxSeconds: t.exposeInt('maxSeconds'),
    typing: t.exposeBoolean('typing', { description: 'The contact sees "typing…" while the agent writes.' }),
  }),
});

export const ChannelType = builder.objectRef<ChannelView>('Channel');
const ConnectionStateType = builder.objectRef<ConnectionStateView>('ChannelConnectionState').implement({
  fields: (t) => ({
    channel: t.field({ type: ChannelType, resolve: async (state, _, ctx) => state.channel ?? requireChannel(ctx, state.channelId) }),
    state: t.expose('state', { type: ChannelStateEnum }),
    since: t.expose('since', { type: 'DateTime' }),
    reason: t.exposeString('reason', { nullable: true }),
    lastEvidenceAt: t.expose('lastEvidenceAt', { type: 'DateTime', nullable: true, description: 'When and by what this state was last proven: an event, a poll, a message.' }),
    evidence: t.exposeString('evidence', { nullable: true }),
    qrCode: t.field({ type: QrCodeType, nullable: true, resolve: ({ current }, _, ctx) => (current ? qrOf(ctx, current) : null) }),
  }),
});

async function requireChannel(ctx: GraphqlContext, id: string): Promise<ChannelView> {
  const channel = await loadNode<ChannelView>(ctx, 'Channel', id);
  if (!channel) throw new NotFound('Channel');
  return channel;
}

nodeType(ChannelType, {
  right: 'channel:read',
  interfaces: [IntegrationInterface as never],
  load: async (tenant, ids) => new Map((await readChannels(tenant, { ids })).map((channel) => [channel.id, channel])),
  fields: (t) => ({
    instanceName: t.exposeString('instanceName'),
    phoneNumber: t.expose('phoneNumber', { type: 'PhoneNumber', nullable: true }),
    profileName: t.exposeString('profileName', { nullable: true }),
    profilePictureUrl: t.expose('profilePictureUrl', { type: 'URL', nullable: true }),
    audience: t.expose('audience', {
      type: AgentAudienceEnum,
      description: 'Whom the bound agent answers here. NEW_CONTACTS is the default: people who never wrote before the channel was connected.',
    }),
    testNumbers: t.field({ type: ['PhoneNumber'], resolve: ({ testNumbers }) => testNumbers }),
    groups: t.exposeBoolean('groups'),
    pacing: t.expose('pacing', { type: PacingType }),
    businessHours: t.expose('businessHours', { type: BusinessHoursType }),
    team: t.field({
      description: 'Whose its new conversations are.',
      type: TeamRef,
      nullable: true,
      resolve: ({ teamId }, _, ctx) => loadNode<TeamRow>(ctx, 'Team', teamId),
    }),
    readReceipts: t.exposeBoolean('readReceipts', { description: 'Read here is read on the phone: the contact sees it.' }),
    capabilities: t.field({
      description: 'What this channel can do, asked by domain code instead of asking for its provider.',
      type: [ChannelCapabilityEnum],
      resolve: ({ provider }) => [...capabilitiesOf(provider)],
    }),
    connection: t.field({ type: ConnectionStateType, resolve: (channel) => present(channel) }),
    connectionHistory: t.field({
      description: 'Each change with the evidence it rests on, newest first.',
      type: connectionType<ConnectionStateView>('ChannelConnectionState', ConnectionStateType),
      args: { first: t.arg.int(), after: t.arg.string() },
      resolve: (channel, args, ctx) => readHistory(ctx.tenant as TenantContext, channel, args) as never,
    }),
  }),
});

const readHistory = (tenant: TenantContext, channel: ChannelView, args: { first?: number | null; after?: string | null }) =>
  pageById(args, async (after, limit) => {
    const rows = await tenant.em.find(ChannelStateChange, { channelId: channel.id, ...(after && { id: { $lt: after } }) }, { orderBy: { id: 'desc' }, limit });
    return rows.map((row) => ({
      id: row.id,
      channelId: channel.id,
      channel,
      state: row.state,
      since: row.since,
      reason: row.reason ?? null,
      lastEvidenceAt: row.evidenceAt ?? null,
      evidence: row.evidence ?? null,
      current: null,
    }));
  });

registerIntegrations((tenant) => readChannels(tenant));

builder.queryField('channels', (t) =>
  t.field({
    type: connectionType<ChannelView>('Channel', ChannelType),
    authScopes: { right: 'channel:read' },
    args: { first: t.arg.int(), after: t.arg.string() },
    resolve: (_, args, ctx) => pageById(args, (after, limit) => readChannels(ctx.tenant as TenantContext, { after, limit })),
  }),
);

/** A changed channel as its payload shows it. */
export const viewOfChannel = async (tenant: TenantContext, { id }: Pick<Channel, 'id'>): Promise<ChannelView> => {
  const [view] = await readChannels(tenant, { ids: [id] });
  if (!view) throw new NotFound('Channel');
  return view;
};
export const ChannelPayload = payloadType<ChannelView>('ChannelPayload', 'channel', ChannelType as never);

const ChannelPacingInput = builder.inputType('ChannelPacingInput', {
  fields: (t) => ({ minSeconds: t.int(), maxSeconds: t.int(), typing: t.boolean() }),
});
const UpdateChannelInput = builder.inputType('UpdateChannelInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    displayName: t.string(),
    audience: t.field({ type: AgentAudienceEnum }),
    testNumbers: t.field({ type: ['PhoneNumber'] }),
    groups: t.boolean(),
    pacing: t.field({ type: ChannelPacingInput }),
    readReceipts: t.boolean(),
    businessHours: t.field({ type: BusinessHoursInput }),
    teamId: t.id({ description: 'Null: new conversations are nobody\'s.' }),
  }),
});

builder.mutationFields((t) => ({
  reconnectChannel: t.field({
    type: ChannelPayload,
    authScopes: { right: 'channel:manage' },
    args: { input: t.arg({ type: IdInput, required: true }) },
    resolve: (_, { input }, { tenant }) => payload(async () => viewOfChannel(tenant as TenantContext, await reconnectChannel(tenant as TenantContext, rowId('Channel', input.id)))),
  }),
  disconnectChannel: t.field({
    type: ChannelPayload,
    authScopes: { right: 'channel:manage' },
    args: { input: t.arg({ type: IdInput, required: true }) },
    resolve: (_, { input }, { tenant }) => payload(async () => viewOfChannel(tenant as TenantContext, await disconnectChannel(tenant as TenantContext, rowId('Channel', input.id)))),
  }),
  deleteChannel: t.field({
    type: DeletePayload,
    authScopes: { right: 'channel:manage' },
    args: { input: t.arg({ type: IdInput, required: true }) },
    resolve: (_, { input }, { tenant }) => payload(async () => ({ type: 'Channel', id: await deleteChannel(tenant as TenantContext, rowId('Channel', input.id)) })),
  }),
  updateChannel: t.field({
    type: ChannelPayload,
    authScopes: { right: 'channel:manage' },
    args: { input: t.arg({ type: UpdateChannelInput, required: true }) },
    resolve: (_, { input }, { tenant }) =>
      payload(async () => {
        const { id, teamId, ...change } = input;
        const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value != null));
        const team = teamId === undefined ? {} : { teamId: teamId === null ? null : rowId('Team', teamId) };
        return viewOfChannel(tenant as TenantContext, await updateChannel(tenant as TenantContext, rowId('Channel', id), { ...given, ...team }));
      }),
  }),
}));

const ofChannel = (id: string) => (event: LogEvent) => event.type === 'CHANNEL_CONNECTION_CHANGED' && event.nodeId === id;

builder.subscriptionFields((t) => ({
  channelConnection: t.field({
    description: 'Current state first, then every change.',
    type: ConnectionStateType,
    authScopes: { right: 'channel:read' },
    args: { channelId: t.arg.id({ required: true }) },
    subscribe: (async (_: unknown, args: { channelId: string }, ctx: GraphqlContext) => {
      const { id } = await requireChannel(ctx, rowId('Channel', args.channelId));
      return liveSource(ctx.tenant as TenantContext, { after: null, match: ofChannel(id), first: async (now) => [await requireChannel(now, id)] });
    }) as never,
    resolve: async (root, _, ctx) => {
      const { nodeId, id } = root as unknown as { nodeId?: string; id?: string };
      return present(await requireChannel(ctx, (nodeId ?? id) as string));
    },
  }),
  channelQrCode: t.field({
    description: 'The QR code to scan now, each time it changes; ends when the channel connects or the attempt expires.',
    type: QrCodeType,
    authScopes: { right: 'channel:manage' },
    args: { channelId: t.arg.id({ required: true }) },
    subscribe: (async (_: unknown, args: { channelId: string }, ctx: GraphqlContext) => {
      const { id } = await requireChannel(ctx, rowId('Channel', args.channelId));
      return liveSource(ctx.tenant as TenantContext, {
        after: null,
        match: ofChannel(id),
        first: async (now) => [await requireChannel(now, id)],
        skip: async (now) => qrOf(now, await requireChannel(now, id)) === null,
        ends: async (now) => !['CREATING', 'WAITING_QR', 'WAITING_SCAN', 'CONNECTING'].includes((await requireChannel(now, id)).state),
      });
    }) as never,
    resolve: async (root, _, ctx) => {
      const { nodeId, id } = root as unknown as { nodeId?: string; id?: string };
      return qrOf(ctx, await requireChannel(ctx, (nodeId ?? id) as string)) as QrCodeView;
    },
  }),
}));
