import { join } from 'node:path';
import OpenAI from 'openai';
import { agentSweep, OpenAiModel, replyJob, type LanguageModel } from '@prosa/server/agent';
import {
  applyConnectionEvent, channelSweep, EvolutionClient, normaliseEvolution, noteHeard, OwnServers, ownServersOf, registerEvolutionWebhook, RoutingGateway, setOwnServers, suspectGapsAtStart, tendChannelJob,
  type EvolutionClientOptions, type WhatsAppGateway,
} from '@prosa/server/channels';
import { authenticate, forgetAttemptsJob, forgetAttemptsSweep, mailSweep, revalidate, sendMailJob, SessionWatch, setMailer, SmtpMailer, type Mailer, type Viewer } from '@prosa/server/identity';
import { inboxJobs, inboxSweeps, pictureDownloaderFor, registerMedia, registerPictures, setAskNumbers } from '@prosa/server/inbox';
import { InboundStore, TRIM_INBOUND, trimInboundJob } from '@prosa/server/integrations';
import {
  notificationPosition, pushSweep, queuePush, sendPushJob, tellMembersJob, tellMembersSweep, vapidKeys, webPushSender,
} from '@prosa/server/outbound';
import {
  createHttpServer, createLogger, createMetrics, FolderBlobs, forgetUploadJob, JobStore, LocalEventHub, Moments, registerUploads, S3Blobs, SqlJobQueue, systemClock, systemContext,
  TRIM_EVENTS, trimEventsJob, unitOfWork, uploadSweep,
  type BlobStore, type Clock, type Config, type HttpServer, type Platform,
} from '@prosa/server/platform';
import { openData } from './open-data';
import { schema } from './schema';

export interface Prosa {
  platform: Platform;
  http: HttpServer;
  /** Serves and works; resolves with the port. */
  start(): Promise<number>;
  /** Stops taking work, finishes or releases what runs, closes everything. */
  stop(): Promise<void>;
}

interface Options {
  dashboardDir: string | null;
  clock?: Clock;
  /** A breaker counts real time, whatever the clock says. */
  breaker?: EvolutionClientOptions['breaker'];
  /** Instead of the one that the environment sets up. */
  mailer?: Mailer;
}

const MODEL_TIMEOUT_MS = 25_000;

/** Makes every port and hands it to the domains: the only place that knows them all. Migrates the database. */
export async function compose(config: Config, env: Record<string, string | undefined>, options: Options): Promise<Prosa> {
  const logger = createLogger(config);
  const metrics = createMetrics({ processMetrics: true });
  const clock = options.clock ?? systemClock;
  const { db, secrets, close } = await openData(config, env, { clock, logger });

  const jobs = new SqlJobQueue({ store: new JobStore(db), clock, logger, metrics, onDead: (job) => tellDeadJob(platform, job) });
  const platform: Platform = { config, clock, db, hub: new LocalEventHub(), moments: new Moments(clock), jobs, secrets, logger, metrics };
  const sessions = new SessionWatch(platform);
  const mailer = options.mailer ?? (config.smtp && new SmtpMailer(config.smtp.url, config.smtp.from));
  if (mailer) setMailer(platform, mailer);
  const gateway = makeGateway(platform, options);
  if (gateway) setAskNumbers(platform, (instance, numbers) => gateway.whatsappNumbers(instance, numbers));
  const model = makeModel(platform);
  const blobs: BlobStore = config.s3 ? new S3Blobs(config.s3) : new FolderBlobs(join(config.dataDir, 'media'));
  const store = new InboundStore(db, clock, (tenantId, channelId) => {
    jobs.enqueue({ kind: 'inbound.drain', key: channelId, tenantId }).catch((error: unknown) => logger.warn({ err: error }, 'a wake-up was lost; the sweep finds the work'));
  });
  if (config.roles.includes('worker')) registerWork(platform, { gateway, model, blobs, store, mailer });
  const http = await createHttpServer(platform, {
    schema,
    dashboardDir: options.dashboardDir,
    doorkeeper: {
      authenticate: (credentials) => authenticate(platform, credentials),
      revalidate: (tenant) => revalidate(tenant as Viewer),
      onSessionEnded: (tenant, ended) => sessions.watch(tenant as Viewer, ended),
    },
    register: (app) => registerEvolutionWebhook(app, platform, store),
    registerPages: (pages, callerOf) => {
      registerUploads(pages, blobs, callerOf);
      registerMedia(pages, blobs, callerOf);
      registerPictures(pages, blobs, callerOf);
    },
  });
  return {
    platform,
    http,
    start: async () => {
      await suspectGapsAtStart(platform);
      await vapidKeys(platform);
      const port = await http.listen();
      if (config.roles.includes('worker')) {
        await jobs.enqueue(TRIM_EVENTS);
        await jobs.enqueue(TRIM_INBOUND);
        await jobs.start();
      }
      return port;
    },
    stop: async () => {
      await http.close();
      sessions.stop();
      await jobs.stop();
      await close();
    },
  };
}

/** Calls go to the operator's server, or to that which the tenant has of its own. */
function makeGateway(platform: Platform, { breaker }: Options): WhatsAppGateway | null {
  const { config, metrics } = platform;
  if (!config.evolution) return null;
  const calls = metrics.histogram('prosa_evolution_seconds', 'Calls to Evolution', ['operation', 'outcome']);
  const options: Pick<EvolutionClientOptions, 'breaker' | 'onCall'> = {
    ...(breaker && { breaker }),
    onCall: ({ operation, outcome, milliseconds }) => calls.observe({ operation, outcome }, milliseconds / 1000),
  };
  const own = new OwnServers(platform, options);
  setOwnServers(platform, own);
  const { url, apiKey } = config.evolution;
  return new RoutingGateway(new EvolutionClient({ ...options, baseUrl: url, apiKey }), own);
}

function makeModel({ config, metrics }: Platform): LanguageModel | null {
  if (!config.openai) return null;
  const calls = metrics.histogram('prosa_model_seconds', 'Calls to the language model', ['outcome']);
  const client = new OpenAI({ apiKey: config.openai.apiKey, baseURL: config.openai.baseUrl, timeout: MODEL_TIMEOUT_MS, maxRetries: 2 });
  return new OpenAiModel(client, config.openai.model, (outcome, milliseconds) => calls.observe({ outcome }, milliseconds / 1000));
}

interface Outside {
  gateway: WhatsAppGateway | null;
  model: LanguageModel | null;
  blobs: BlobStore;
  store: InboundStore;
  mailer: Mailer | null;
}

function registerWork(platform: Platform, { gateway, model, blobs, store, mailer }: Outside): void {
  const { jobs } = platform;
  jobs.handle(trimEventsJob(platform, [notificationPosition(platform)]));
  jobs.handle(trimInboundJob(platform));
  jobs.handle(forgetAttemptsJob(platform));
  jobs.sweep(forgetAttemptsSweep(platform));
  jobs.handle(forgetUploadJob(platform, blobs));
  jobs.sweep(uploadSweep(platform));
  if (mailer) {
    jobs.handle(sendMailJob(platform, mailer));
    jobs.sweep(mailSweep(platform));
  }
  if (gateway) {
    jobs.handle(tendChannelJob(platform, gateway));
    for (const handler of inboxJobs(platform, {
      gateway,
      blobs,
      downloadPicture: pictureDownloaderFor(platform.config.evolution?.url ?? null, async (instance) => (await ownServersOf(platform).of(instance)) === null),
      channelEvents: { apply: applyConnectionEvent, heard: noteHeard },
      read: (payload, receivedAt) => normaliseEvolution(payload, receivedAt).items,
      untilCalm: store.untilCalm,
      storeFound: (delivery) => store.store({ ...delivery, provider: 'EVOLUTION' }),
    })) {
      jobs.handle(handler);
    }
    for (const sweep of [channelSweep(platform), ...inboxSweeps(platform)]) jobs.sweep(sweep);
  }
  jobs.handle(replyJob(platform, model, gateway));
  jobs.sweep(agentSweep(platform));
  const tellMembers = tellMembersJob(platform, queuePush);
  jobs.handle(tellMembers.handler);
  jobs.sweep(tellMembersSweep(platform));
  tellMembers.follow();
  const { publicUrl, pushHosts } = platform.config;
  jobs.handle(sendPushJob(platform, webPushSender({ keys: () => vapidKeys(platform), publicUrl, hosts: pushHosts })));
  jobs.sweep(pushSweep(platform));
}

/** A job that was given up is news for whoever runs the installation. */
async function tellDeadJob(platform: Platform, job: { id: string; tenantId: string | null }): Promise<void> {
  if (!job.tenantId) return;
  await unitOfWork(systemContext(platform, job.tenantId, 'jobs'), async (unit) => {
    unit.append({ type: 'JOB_DEAD', node: { type: 'Job', id: job.id }, audience: { kind: 'operations' } });
  });
}
