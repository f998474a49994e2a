import { unitOfWork, systemContext, type JobHandler, type Platform, type RunningJob, type TenantContext } from '@prosa/server/platform';
import { IntegrationRow } from '@prosa/server/integrations';
import { GatewayError, type ConnectAnswer, type WhatsAppGateway } from './evolution';
import { Channel } from './channels.entities';
import type { Evidence } from './channel-state';
import { keepCode } from './qr-code';
import { announce, recordEvidence } from './record-evidence';
import { WEBHOOK_EVENTS, webhookUrl } from './webhook-address';

/** How long an event may take after Evolution gave a code, before we say that it cannot reach us. */
const EVENT_WITHIN_MS = 10_000;
/** While Evolution cannot reach us, its answers are all there is: they are asked for this often, for as long as a person would wait. */
const ASK_AGAIN_MS = 15_000;
const GIVE_UP_AFTER_MS = 5 * 60_000;

/** Job `channel.provision`: makes the instance and its webhook at Evolution and asks for the code; each step can be repeated. */
export function provisionChannelJob(platform: Platform, gateway: WhatsAppGateway): JobHandler {
  return {
    kind: 'channel.provision',
    concurrency: 4,
    run: async (job) => {
      const ctx = systemContext(platform, job.tenantId as string, 'channel.provision');
      const channel = await ctx.em.findOne(Channel, { id: job.key });
      if (!channel || channel.deletedAt) return;
      try {
        return await provision(ctx, gateway, channel, job);
      } catch (error) {
        if (!(error instanceof GatewayError)) throw error;
        await prove(ctx, channel, { kind: 'FAILED', reason: failureOf(error) }, `evolution answer: ${error.kind}`);
      }
    },
  };
}

async function provision(ctx: TenantContext, gateway: WhatsAppGateway, channel: Channel, job: RunningJob): Promise<void | { again: Date }> {
  const { clock } = ctx.platform;
  if (channel.state === 'CREATING') {
    await ensureInstance(ctx, gateway, channel);
    await prove(ctx, channel, { kind: 'INSTANCE_CREATED' }, 'evolution answer: instance');
    const answer = await gateway.connect(channel.instanceName, channel.pairingPhone ?? undefined);
    if (answer.kind === 'open') return prove(ctx, channel, { kind: 'OPEN' }, 'evolution answer: connect');
    return { again: new Date(clock.now().getTime() + EVENT_WITHIN_MS) };
  }
  if (!['WAITING_QR', 'WAITING_SCAN', 'CONNECTING'].includes(channel.state) || job.signal.aborted) return;
  const requested = channel.connectRequestedAt?.getTime() ?? 0;
  if (await heardSince(ctx, channel, requested)) return watchForExpiry(ctx, channel);
  if (clock.now().getTime() - requested > GIVE_UP_AFTER_MS) {
    return prove(ctx, channel, { kind: 'QR_EXPIRED' }, 'no scan in time');
  }
  const answer = await gateway.connect(channel.instanceName, channel.pairingPhone ?? undefined);
  await showUnreachableWebhook(ctx, channel, answer);
  return answer.kind === 'open' ? undefined : { again: new Date(clock.now().getTime() + ASK_AGAIN_MS) };
}

async function ensureInstance(ctx: TenantContext, gateway: WhatsAppGateway, channel: Channel): Promise<void> {
  const webhook = {
    instanceName: channel.instanceName,
    webhookUrl: webhookUrl(ctx.platform.config, channel.webhookKey),
    webhookSecret: ctx.platform.secrets.open(channel.webhookSecretSealed, `channel-webhook:${channel.id}`),
    events: WEBHOOK_EVENTS,
  };
  try {
    await gateway.createInstance(webhook);
  } catch (error) {
    // The name is ours alone: taken means that an earlier attempt got this far. Its webhook is set again, whatever it was.
    if (!(error instanceof GatewayError) || error.kind !== 'NAME_TAKEN') throw error;
    await gateway.setWebhook(webhook);
  }
}

/** Whether Evolution has reached our door for this channel since `since` (epoch milliseconds). */
async function heardSince(ctx: TenantContext, channel: Channel, since: number): Promise<boolean> {
  const rows = await ctx.platform.db.read(
    `select 1 from inbound_event where tenant_id = ? and integration_id = ? and received_at >= ? limit 1`,
    [ctx.tenantId, channel.id, since],
  );
  return rows.length > 0;
}

/** Codes come by events now; a code that ran out without a next one ends the attempt. */
async function watchForExpiry(ctx: TenantContext, channel: Channel): Promise<void | { again: Date }> {
  const now = ctx.platform.clock.now().getTime();
  const expires = channel.qrExpiresAt?.getTime() ?? now;
  if (channel.state === 'WAITING_SCAN' && now > expires + ASK_AGAIN_MS) {
    return prove(ctx, channel, { kind: 'QR_EXPIRED' }, 'code ran out');
  }
  return { again: new Date(Math.max(expires, now) + ASK_AGAIN_MS + 1_000) };
}

async function showUnreachableWebhook(ctx: TenantContext, channel: Channel, answer: ConnectAnswer): Promise<void> {
  const now = ctx.platform.clock.now();
  await unitOfWork(ctx, async (unit) => {
    const row = await unit.em.findOneOrFail(Channel, { id: channel.id });
    if (answer.kind === 'open') await recordEvidence(ctx, unit, row, { kind: 'OPEN' }, 'evolution answer: connect', now);
    if (answer.kind === 'qr') {
      await recordEvidence(ctx, unit, row, { kind: 'QR_ISSUED' }, 'evolution answer: connect', now);
      keepCode(ctx.platform.secrets, row, { code: answer.code, imageDataUrl: answer.imageDataUrl, pairingCode: answer.pairingCode }, now);
    }
    const integration = await unit.em.findOneOrFail(IntegrationRow, { id: channel.id });
    integration.status = 'ACTION_NEEDED';
    integration.problem = `WEBHOOK_UNREACHABLE ${webhookUrl(ctx.platform.config, row.webhookKey)}`;
    announce(unit, row);
  });
}

async function prove(ctx: TenantContext, channel: Channel, evidence: Evidence, source: string): Promise<void> {
  await unitOfWork(ctx, async (unit) => {
    const row = await unit.em.findOneOrFail(Channel, { id: channel.id });
    if (row.connectAttempt !== channel.connectAttempt || row.deletedAt) return;
    await recordEvidence(ctx, unit, row, evidence, source, ctx.platform.clock.now());
    channel.state = row.state;
  });
}

const failureOf = (error: GatewayError): string =>
  error.kind === 'UNREACHABLE' || error.kind === 'TIMEOUT_UNKNOWN' ? 'EVOLUTION_UNREACHABLE'
  : error.kind === 'UNAUTHORISED' ? 'EVOLUTION_KEY_REFUSED'
  : 'EVOLUTION_REFUSED';
