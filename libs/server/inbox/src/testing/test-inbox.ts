import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Channel, channelsEntities, normaliseEvolution } from '@prosa/server/channels';
import { ContactIdentity, crmEntities } from '@prosa/server/crm';
import { identityEntities } from '@prosa/server/identity';
import { InboundEvent, IntegrationBinding, IntegrationRow, integrationsEntities } from '@prosa/server/integrations';
import {
  FolderBlobs,
  newId,
  permissionsOf,
  platformEntities,
  readEvents,
  systemContext,
  unitOfWork,
  type BlobStore,
  type EntityList,
  type Platform,
  type Role,
  type Sight,
  type TenantContext,
} from '@prosa/server/platform';
import { testPlatform, type TestPlatform } from '@prosa/server/platform/testing';
import { drainInbound, type DrainPorts } from '../inbound/drain-inbound';
import { Conversation, inboxEntities, Message } from '../inbox.entities';

const FIXTURES = join(__dirname, '../../../channels/fixtures/evolution/webhooks');

/** An inbox on a database of its own, one tenant with one connected channel, and no outside world. A later domain brings its entities. */
export async function openTestInbox(url?: string, more: EntityList = []) {
  const entities = [
    ...platformEntities,
    ...identityEntities,
    ...integrationsEntities,
    ...crmEntities,
    ...channelsEntities,
    ...inboxEntities,
    ...more,
  ];
  const test = await testPlatform({ entities, start: '2026-11-24T12:00:00Z', ...(url && { url }) });
  const { db } = test.platform;
  const statements = countStatements(db);
  const of = (tenantId: string) => inboxOf(test, tenantId, statements);
  return { ...of(newId()), of };
}
export type TestInbox = ReturnType<typeof inboxOf>;

function inboxOf(test: TestPlatform, tenantId: string, statements: string[]) {
  const { platform, clock } = test;
  const { db } = platform;
  const inbox = {
    blobs: new FolderBlobs(join(platform.config.dataDir, 'media')) as BlobStore,
    statements,
    platform,
    clock,
    jobs: test.jobs,
    /** Every job that was asked for. */
    enqueued: test.jobs.requests,
    logged: test.logged,
    tenantId,
    ctx: systemContext(platform, tenantId, 'test'),
    close: test.close,
    events: () => readEvents(db, tenantId, 0, 100_000),
    /** A member of this tenant, with the rights of a role. */
    member: (role: Role = 'REP', sight: Partial<Sight> = {}): TenantContext & { memberId: string } =>
      memberContext(platform, tenantId, role, sight),
    channel: (over: Partial<Channel> = {}) => makeChannel(platform, tenantId, over),
    bindAgent: async (channelId: string, agentId = newId()) => {
      await unitOfWork(
        inbox.ctx,
        async ({ em }) =>
          void em.create(IntegrationBinding, { integrationId: channelId, agentId, tenantId, createdAt: clock.now() }),
      );
      return agentId;
    },
    deliver: (channelId: string, bodies: readonly object[]) => deliver(inbox.ctx, channelId, bodies),
    drain: (channelId: string, ports: Partial<DrainPorts> = {}) =>
      drainInbound(
        platform,
        { ...PORTS, blobs: inbox.blobs, ...ports },
        tenantId,
        channelId,
        new AbortController().signal,
      ),
    conversations: () =>
      inbox.ctx.em
        .fork({ keepTransactionContext: false })
        .find(Conversation, {}, { filters: { tenant: { tenantId } } as never, orderBy: { id: 'asc' } }),
    messages: () =>
      inbox.ctx.em
        .fork()
        .find(Message, {}, { filters: { tenant: { tenantId } } as never, orderBy: { sortKey: 'asc' } }),
    rows: () =>
      inbox.ctx.em
        .fork()
        .find(InboundEvent, {}, { filters: { tenant: { tenantId } } as never, orderBy: { id: 'asc' } }),
    identities: () =>
      inbox.ctx.em
        .fork()
        .find(ContactIdentity, {}, { filters: { tenant: { tenantId } } as never, orderBy: { value: 'asc' } }),
  };
  return inbox;
}

/** Every statement on either connection, in the order in which they were run. */
function countStatements(db: Platform['db']): string[] {
  const statements: string[] = [];
  for (const kind of ['write', 'read'] as const) {
    const connection = db.orm.em.getConnection(kind) as unknown as {
      execute: (query: unknown, ...rest: unknown[]) => unknown;
    };
    const execute = connection.execute.bind(connection);
    connection.execute = (query, ...rest) => {
      statements.push(String(typeof query === 'string' ? query : (query as { sql?: string }).sql));
      return execute(query, ...rest);
    };
  }
  return statements;
}

const PORTS: Omit<DrainPorts, 'blobs'> = {
  read: (payload, receivedAt) => normaliseEvolution(payload, receivedAt).items,
  channelEvents: { apply: async () => undefined, heard: async () => undefined },
  untilCalm: async () => undefined,
};

function memberContext(
  platform: Platform,
  tenantId: string,
  role: Role,
  sight: Partial<Sight>,
): TenantContext & { memberId: string } {
  const memberId = newId();
  return {
    ...systemContext(platform, tenantId, 'test'),
    actor: { kind: 'member', memberId, userId: newId(), sessionId: newId(), role },
    permissions: permissionsOf(role),
    sight: { visibility: 'ALL', memberId, teamIds: [], ...sight },
    memberId,
  };
}

async function makeChannel(platform: Platform, tenantId: string, over: Partial<Channel>): Promise<string> {
  const id = newId();
  const at = new Date('2020-01-01T00:00:00Z');
  await unitOfWork(systemContext(platform, tenantId, 'test'), async ({ em }) => {
    em.create(IntegrationRow, {
      id,
      tenantId,
      provider: 'EVOLUTION',
      status: 'CONNECTED',
      displayName: 'Loja',
      connectedAt: at,
      lastSuccessAt: at,
      problem: null,
      createdAt: at,
    });
    em.create(Channel, {
      id,
      tenantId,
      instanceName: `test-${id}`,
      webhookKey: id,
      webhookSecretSealed: '',
      state: 'CONNECTED',
      stateSince: at,
      audience: 'EVERYONE',
      testNumbers: [],
      groups: false,
      firstConnectedAt: at,
      createdAt: at,
      ...over,
    } as never);
  });
  return id;
}

/** Puts deliveries where the webhook door puts them; equal bodies stay apart here, as two deliveries that differ in a byte would. */
async function deliver(ctx: TenantContext, channelId: string, bodies: readonly object[]): Promise<void> {
  await unitOfWork(ctx, async ({ em }) => {
    for (const body of bodies) {
      em.create(InboundEvent, {
        id: newId(),
        tenantId: ctx.tenantId,
        integrationId: channelId,
        provider: 'EVOLUTION',
        event: eventName((body as { event?: unknown }).event),
        status: 'RECEIVED',
        bodyHash: newId(),
        payload: JSON.stringify(body),
        receivedAt: ctx.platform.clock.now(),
        nextAttemptAt: ctx.platform.clock.now(),
        problem: null,
        processedAt: null,
      });
    }
  });
}

/** As the door reads it. */
const eventName = (event: unknown): string =>
  typeof event === 'string' && /^[a-z][a-z._-]{0,59}$/.test(event) ? event : 'unknown';

/** A captured delivery's body. */
export const captured = (name: string): object => JSON.parse(readFileSync(join(FIXTURES, `${name}.json`), 'utf8')).body;
export const capturedNames = (): string[] => readdirSync(FIXTURES).map((file) => file.replace(/\.json$/, ''));

let counter = 0;
/** A delivery of one text message, in the shape of the captured ones. */
export function textDelivery(
  over: {
    text?: string;
    id?: string;
    fromMe?: boolean;
    jid?: string;
    alt?: string;
    at?: Date;
    pushName?: string | null;
    event?: string;
    status?: string;
  } = {},
): object {
  counter += 1;
  return {
    event: over.event ?? 'messages.upsert',
    instance: 'test',
    data: {
      key: {
        remoteJid: over.jid ?? '5511999990001@s.whatsapp.net',
        ...(over.alt && { remoteJidAlt: over.alt }),
        fromMe: over.fromMe ?? false,
        id: over.id ?? `TEST${counter}`,
        participant: '',
      },
      pushName: over.pushName === undefined ? 'Ana Souza' : over.pushName,
      status: over.status ?? (over.fromMe ? 'SERVER_ACK' : 'DELIVERY_ACK'),
      message: { conversation: over.text ?? `text ${counter}` },
      messageType: 'conversation',
      messageTimestamp: Math.floor((over.at ?? new Date('2026-11-24T12:00:00Z')).getTime() / 1000),
      source: 'android',
    },
    sender: '5511999990000@s.whatsapp.net',
    apikey: null,
  };
}
export const ackDelivery = (id: string, status: string, fromMe = true): object => ({
  event: 'messages.update',
  instance: 'test',
  data: { keyId: id, remoteJid: '5511999990001@s.whatsapp.net', fromMe, status, messageId: 'x' },
});
