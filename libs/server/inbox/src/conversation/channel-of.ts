import { Channel, type ChannelView } from '@prosa/server/channels';
import { IntegrationRow } from '@prosa/server/integrations';
import { loaderOf, loadNode, type GraphqlContext, type TenantContext } from '@prosa/server/platform';

/** The channel of a conversation. One that was deleted is on no list any more, but what was written over it stays and names it. */
export async function channelOf(ctx: GraphqlContext, id: string): Promise<ChannelView> {
  const known = (await loadNode<ChannelView>(ctx, 'Channel', id)) ?? (await deletedChannels(ctx).load(id));
  if (!known) throw new Error('The channel of a row in sight is missing.');
  return known;
}

const deletedChannels = (ctx: GraphqlContext) =>
  loaderOf<ChannelView>(ctx, 'deleted-channel', async (ids) => {
    const { em } = ctx.tenant as TenantContext;
    const channels = await em.find(Channel, { id: { $in: [...ids] } });
    const rows = new Map((await em.find(IntegrationRow, { id: { $in: [...ids] } })).map((row) => [row.id, row]));
    return new Map(
      channels.flatMap((channel) =>
        rows.has(channel.id) ? [[channel.id, viewOf(channel, rows.get(channel.id) as IntegrationRow)]] : [],
      ),
    );
  });

function viewOf(channel: Channel, integration: IntegrationRow): ChannelView {
  return {
    __node: 'Channel',
    id: channel.id,
    tenantId: channel.tenantId,
    provider: integration.provider,
    status: 'DISCONNECTED',
    displayName: integration.displayName,
    connectedAt: integration.connectedAt ?? null,
    lastSuccessAt: integration.lastSuccessAt ?? null,
    problem: null,
    instanceName: channel.instanceName,
    state: 'DISCONNECTED',
    stateSince: channel.deletedAt ?? channel.stateSince,
    stateReason: null,
    lastEvidenceAt: channel.lastEvidenceAt ?? null,
    evidence: channel.evidence ?? null,
    qrCodeSealed: null,
    qrAttempt: channel.qrAttempt,
    qrExpiresAt: null,
    phoneNumber: channel.phoneNumber ?? null,
    profileName: channel.profileName ?? null,
    profilePictureUrl: channel.profilePictureUrl ?? null,
    audience: channel.audience,
    testNumbers: channel.testNumbers,
    groups: channel.groups,
    pacing: {
      minSeconds: channel.pacingMinSeconds,
      maxSeconds: channel.pacingMaxSeconds,
      typing: channel.showTyping,
    },
    readReceipts: channel.readReceipts,
    businessHours: {
      hours: channel.operatingHours ?? [],
      timeZone: channel.timeZone ?? null,
      awayMessage: channel.awayMessage ?? null,
    },
    teamId: channel.teamId ?? null,
  };
}
