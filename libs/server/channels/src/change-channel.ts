import { Team } from '@prosa/server/identity';
import { IntegrationRow } from '@prosa/server/integrations';
import { NotFound, unitOfWork, UserProblem, type TenantContext, type UnitOfWork } from '@prosa/server/platform';
import { Channel, ChannelGap, type AgentAudience } from './channels.entities';
import type { ChannelPacing } from './channel.read';
import { setBusinessHours, type HoursChange } from './hours/business-hours';
import { clearCode } from './record-evidence';
import { requestConnection, wakeTender } from './request-connection';

/** The channel of this tenant that is not deleted; NOT_FOUND otherwise. */
export async function findChannel(unit: Pick<UnitOfWork, 'em'>, id: string): Promise<Channel> {
  const channel = await unit.em.findOne(Channel, { id, deletedAt: null });
  if (!channel) throw new NotFound('Channel');
  return channel;
}

/** Tries again from wherever the last attempt stopped: a living instance is reused, a missing one made anew. */
export async function reconnectChannel(ctx: TenantContext, id: string): Promise<Channel> {
  requireEvolution(ctx);
  return unitOfWork(ctx, async (unit) => {
    const channel = await findChannel(unit, id);
    await requestConnection(ctx, unit, channel, channel.pairingPhone ?? null);
    return channel;
  });
}

/** Logs the number out at Evolution; the state changes when that is done. */
export async function disconnectChannel(ctx: TenantContext, id: string): Promise<Channel> {
  requireEvolution(ctx);
  return unitOfWork(ctx, async (unit) => {
    const channel = await findChannel(unit, id);
    const now = ctx.platform.clock.now();
    channel.connectAttempt += 1;
    channel.logoutRequestedAt = now;
    channel.checkAt = now;
    wakeTender(ctx, unit, id);
    return channel;
  });
}

/** Takes the channel off every screen at once; Evolution's instance goes with the `channel.tend` job, asked again until it is gone. */
export async function deleteChannel(ctx: TenantContext, id: string): Promise<string> {
  return unitOfWork(ctx, async (unit) => {
    const channel = await findChannel(unit, id);
    const now = ctx.platform.clock.now();
    channel.connectAttempt += 1;
    channel.deletedAt = now;
    channel.checkAt = now;
    clearCode(channel);
    await unit.em.nativeDelete(ChannelGap, { channelId: id });
    unit.append({ type: 'CHANNEL_DELETED', node: { type: 'Channel', id }, audience: { kind: 'tenant' } });
    wakeTender(ctx, unit, id);
    return id;
  });
}

function requireEvolution({ platform }: TenantContext): void {
  if (!platform.config.evolution) throw new UserProblem('EVOLUTION_NOT_CONFIGURED', 'No Evolution server is configured.');
}

/** The server is told of what changed here; what goes wrong is tried again by the audits. */
function auditSoon(ctx: TenantContext, unit: UnitOfWork, channel: Channel): void {
  if (channel.state !== 'CONNECTED') return; // comes with connecting
  channel.auditAt = channel.checkAt = ctx.platform.clock.now();
  wakeTender(ctx, unit, channel.id);
}

export interface ChannelChange {
  displayName?: string;
  audience?: AgentAudience;
  testNumbers?: string[];
  groups?: boolean;
  /** What is left out stays. */
  pacing?: Partial<{ [K in keyof ChannelPacing]: ChannelPacing[K] | null }>;
  readReceipts?: boolean;
  /** What is left out stays, null clears. */
  businessHours?: HoursChange;
  /** Whose new conversations are; null: nobody's. */
  teamId?: string | null;
}
const LONGEST_PAUSE_SECONDS = 60;

export async function updateChannel(ctx: TenantContext, id: string, change: ChannelChange): Promise<Channel> {
  const name = change.displayName?.trim();
  if (name !== undefined && (name.length === 0 || name.length > 120)) {
    throw new UserProblem('INVALID', 'The name needs 1 to 120 characters.', ['displayName']);
  }
  return unitOfWork(ctx, async (unit) => {
    const channel = await findChannel(unit, id);
    if (name !== undefined) (await unit.em.findOneOrFail(IntegrationRow, { id })).displayName = name;
    if (change.audience) channel.audience = change.audience;
    if (change.testNumbers) channel.testNumbers = [...new Set(change.testNumbers)];
    if (change.groups !== undefined && change.groups !== channel.groups) {
      channel.groups = change.groups;
      auditSoon(ctx, unit, channel);
    }
    if (change.pacing) setPacing(channel, change.pacing);
    if (change.businessHours) setBusinessHours(channel, change.businessHours);
    if (change.teamId !== undefined) channel.teamId = await existingTeam(unit, change.teamId);
    if (change.readReceipts !== undefined) channel.readReceipts = change.readReceipts;
    channel.version += 1;
    unit.append({ type: 'CHANNEL_CHANGED', node: { type: 'Channel', id }, version: channel.version, audience: { kind: 'tenant' } });
    return channel;
  });
}

async function existingTeam({ em }: UnitOfWork, id: string | null): Promise<string | null> {
  if (id && !(await em.findOne(Team, { id })))
    throw new UserProblem('TEAM_NOT_FOUND', 'Choose a team of this workspace.', ['teamId']);
  return id;
}

function setPacing(channel: Channel, { minSeconds, maxSeconds, typing }: NonNullable<ChannelChange['pacing']>): void {
  const min = minSeconds ?? channel.pacingMinSeconds;
  const max = maxSeconds ?? channel.pacingMaxSeconds;
  if (min < 0 || max > LONGEST_PAUSE_SECONDS || min > max) {
    const words = `The pause is from 0 to ${LONGEST_PAUSE_SECONDS} seconds, the shortest first.`;
    throw new UserProblem('INVALID', words, ['pacing', max > LONGEST_PAUSE_SECONDS ? 'maxSeconds' : 'minSeconds']);
  }
  Object.assign(channel, { pacingMinSeconds: min, pacingMaxSeconds: max, showTyping: typing ?? channel.showTyping });
}
