import { join } from 'node:path';
import { applyConnectionEvent, Channel, normaliseEvolution, noteHeard, type MessagePage, type PresenceToSend, type TextToSend, type WhatsAppGateway } from '@prosa/server/channels';
import { type Conversation, inboxJobs, inboxSweeps } from '@prosa/server/inbox';
import { openTestInbox, textDelivery } from '@prosa/server/inbox/testing';
import { FolderBlobs, unitOfWork, type RunningJob } from '@prosa/server/platform';
import { Agent, agentEntities, AgentRun, type AgentConfig } from '../agent.entities';
import { agentSweep } from '../agent.jobs';
import type { LanguageModel, ModelReply, ModelRequest } from '../language-model';
import { replyJob } from '../reply-to-conversation';

export const CONFIG: AgentConfig = {
  persona: '',
  business: 'Padaria',
  offer: '',
  audience: '',
  policies: '',
  goal: '',
  language: 'pt-BR',
  model: null,
  operatingHours: [],
  questions: [],
  handoffRules: '',
  maxRepliesPerConversation: null,
  monthlyBudget: null,
};

/** An inbox whose channel an active agent answers, with the product's own jobs over a WhatsApp that takes everything and a model that does as told. */
export async function openTestAgent(url?: string) {
  const inbox = await openTestInbox(url, agentEntities);
  const { clock, tenantId, jobs } = inbox;
  const channel = await inbox.channel();
  const agentId = await inbox.bindAgent(channel);
  await unitOfWork(inbox.ctx, async ({ em }) => {
    const at = clock.now();
    em.create(Agent, { id: agentId, tenantId, name: 'Bia', type: 'SDR', status: 'ACTIVE', config: CONFIG, tools: [], clientKey: null, createdAt: at, updatedAt: at });
  });
  const desk = {
    inbox,
    channel,
    agentId,
    /** What the model was asked, and what it does then. */
    asked: [] as ModelRequest[],
    think: ((): Partial<ModelReply> => ({ text: `answer ${desk.asked.length}` })) as (request: ModelRequest) => Promise<Partial<ModelReply>> | Partial<ModelReply>,
    sent: [] as TextToSend[],
    typed: [] as PresenceToSend[],
    /** What WhatsApp has of the past. */
    older: async (): Promise<MessagePage> => ({ total: 0, pages: 0, page: 1, messages: [] }),
    model: {
      reply: async (request) => {
        desk.asked.push(request);
        return { text: '', model: 'm-1', inputTokens: 12, outputTokens: 3, ...(await desk.think(request)) };
      },
    } as LanguageModel,
    text: (words: string, over: Parameters<typeof textDelivery>[0] = {}) => textDelivery({ text: words, at: desk.now(), ...over }),
    now: (seconds = 0) => new Date(clock.now().getTime() + seconds * 1_000),
    deliver: async (...bodies: object[]) => {
      await inbox.deliver(channel, bodies);
      await jobs.runSweeps();
      await jobs.runAll();
    },
    /** Lets the debounce pass and everything run that comes of it. */
    wait: async (ms = 3_000) => {
      clock.advance(ms);
      await jobs.runSweeps();
      await jobs.runAll();
    },
    /** One try of the turn, as a worker would make it. */
    attempt: async (over: Partial<RunningJob> = {}) => {
      const job = { id: 'job', kind: 'agent.reply', key: (await desk.conversation()).id, tenantId, payload: {}, attempt: 1, signal: new AbortController().signal };
      return replyJob(inbox.platform, desk.model, gateway).run({ ...job, ...over });
    },
    withoutModel: () => jobs.handle(replyJob(inbox.platform, null, gateway)),
    change: <T extends object>(entity: new () => T, where: object, data: object) =>
      unitOfWork(inbox.ctx, async ({ em }) => void (await em.nativeUpdate(entity, where as never, data as never))),
    changeChannel: (data: object) => desk.change(Channel, { id: channel }, data),
    conversation: async () => (await inbox.conversations())[0] as Conversation,
    runs: () => inbox.ctx.em.fork().find(AgentRun, {}, { filters: { tenant: { tenantId } } as never, orderBy: { id: 'asc' } }),
    handedOver: async (reason: string) => {
      expect(await desk.conversation()).toMatchObject({ handler: 'HUMAN', handoffReason: reason, agentDueAt: null });
      expect(desk.sent).toEqual([]);
      expect((await inbox.events()).map(({ type }) => type)).toContain('HANDOFF_REQUESTED');
      expect(await desk.runs()).toMatchObject([{ status: 'HANDED_OFF', reason }]);
    },
    outgoing: async () => (await inbox.messages()).filter(({ direction }) => direction === 'OUTBOUND'),
  };
  const gateway = {
    sendText: async (message: TextToSend) => {
      desk.sent.push(message);
      return { providerId: `OUT${desk.sent.length}`, remoteJid: message.to, sentAt: clock.now() };
    },
    findMessages: () => desk.older(),
    sendPresence: async (presence: PresenceToSend) => void desk.typed.push(presence),
    markRead: async () => undefined,
    groupName: async () => null,
    profilePictureUrl: async () => null,
  } as unknown as WhatsAppGateway;
  const blobs = new FolderBlobs(join(inbox.platform.config.dataDir, 'media'));
  const ports = { gateway, blobs, downloadPicture: async () => Buffer.alloc(0), channelEvents: { apply: applyConnectionEvent, heard: noteHeard }, read: (payload: string, at: Date) => normaliseEvolution(payload, at).items, untilCalm: async () => undefined, storeFound: async () => undefined };
  for (const handler of [...inboxJobs(inbox.platform, ports), replyJob(inbox.platform, desk.model, gateway)]) jobs.handle(handler);
  for (const sweep of [...inboxSweeps(inbox.platform), agentSweep(inbox.platform)]) jobs.sweep(sweep);
  return desk;
}
export type TestAgent = Awaited<ReturnType<typeof openTestAgent>>;
