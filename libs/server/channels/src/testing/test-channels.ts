import { IntegrationBinding, IntegrationRow, integrationsEntities } from '@prosa/server/integrations';
import { newId, platformEntities, readEvents, systemContext, unitOfWork, type Config } from '@prosa/server/platform';
import { testPlatform } from '@prosa/server/platform/testing';
import { applyConnectionEvent, noteHeard } from '../apply-connection-event';
import { Channel, channelsEntities, ChannelStateChange } from '../channels.entities';
import { createChannel } from '../create-channel';
import type { WhatsAppEvent } from '../evolution';
import { channelSweep, tendChannelJob } from '../tend-channel';
import { FakeGateway } from './fake-gateway';

const EVOLUTION = { url: 'http://evolution.test', apiKey: 'k', webhookUrl: 'https://desk.test' };

/** One tenant's channels on a database of their own, before an Evolution that does what it is told. Only for tests. */
export async function openTestChannels(url?: string) {
  const test = await testPlatform({ entities: [...platformEntities, ...integrationsEntities, ...channelsEntities], config: { evolution: { ...EVOLUTION } as Config['evolution'] }, ...(url && { url }) });
  const { platform, clock, jobs } = test;
  const gateway = new FakeGateway();
  jobs.handle(tendChannelJob(platform, gateway));
  jobs.sweep(channelSweep(platform));
  const tenantId = newId();
  const ctx = () => systemContext(platform, tenantId, 'test');
  const channels = {
    ...test,
    gateway,
    tenantId,
    ctx,
    create: (agentId = newId()) => createChannel(ctx(), { agentId, displayName: 'Loja', pairingPhone: null }).then(({ id }) => id),
    channel: (id: string) => ctx().em.findOneOrFail(Channel, { id }),
    integration: (id: string) => ctx().em.findOneOrFail(IntegrationRow, { id }),
    bindings: (id: string) => ctx().em.find(IntegrationBinding, { integrationId: id }),
    history: async (id: string) => (await ctx().em.find(ChannelStateChange, { channelId: id }, { orderBy: { id: 'asc' } })).map(({ state, reason }) => (reason ? `${state} ${reason}` : state)),
    evidence: async (id: string) => (await ctx().em.find(ChannelStateChange, { channelId: id }, { orderBy: { id: 'asc' } })).map(({ evidence }) => evidence ?? ''),
    events: async () => (await readEvents(platform.db, tenantId, 0, 1_000)).map(({ type }) => type),
    /** What comes in at the door now, as the drain hands it on. */
    hear: (id: string, ...events: WhatsAppEvent[]) => channels.hearAt(clock.now(), id, ...events),
    /** What came in then, and is only understood now. */
    hearAt: (at: Date, id: string, ...events: WhatsAppEvent[]) =>
      unitOfWork(ctx(), async (unit) => {
        const channel = await unit.em.findOneOrFail(Channel, { id });
        await noteHeard(ctx(), unit, channel, at);
        for (const event of events) await applyConnectionEvent(ctx(), unit, channel, event, at);
      }),
    /** Lets time pass in steps, and everything happen that is due in it. */
    pass: async (seconds: number, step = 1) => {
      for (let left = seconds; left > 0; left -= step) {
        clock.advance(step * 1_000);
        await jobs.runSweeps();
        await jobs.runAll();
      }
    },
  };
  return channels;
}
export type TestChannels = Awaited<ReturnType<typeof openTestChannels>>;

export const code = (text: string, pairingCode: string | null = null): WhatsAppEvent => ({ type: 'QrCodeIssued', code: text, imageDataUrl: 'data:image/png;base64,AA==', pairingCode });
export const connection = (state: 'OPEN' | 'CONNECTING' | 'CLOSE' | 'REFUSED', statusReason: number | null = 200): WhatsAppEvent => ({
  type: 'ConnectionChanged',
  state,
  reason: null,
  statusReason,
  ownJid: null,
  ownNumber: state === 'OPEN' ? '+5511999990000' : null,
  profileName: state === 'OPEN' ? 'Loja' : null,
  profilePictureUrl: null,
});
