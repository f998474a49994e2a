import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Call {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: Record<string, unknown> | null;
}
/** Answers a call itself, or returns false to leave it to the usual answers. */
export type Override = (call: Call, response: ServerResponse) => boolean;

const QR_PNG = 'data:image/png;base64,iVBORw0KGgo=';
const OWN = '5511999990000@s.whatsapp.net';
const JPEG = Buffer.concat([Buffer.from('ffd8ffe000104a464946', 'hex'), Buffer.from('a picture')]);

/** Just enough of Evolution and of the OpenAI API on loopback for the product to be whole: every call succeeds unless overridden. */
export class OutsideWorld {
  readonly calls: Call[] = [];
  override: Override = () => false;
  /** What the model says. */
  reply = 'An answer by the model';
  /** What `findMessages` knows: the data of deliveries, made or not. */
  readonly kept: Record<string, unknown>[] = [];
  /** The file of every message. */
  file = JPEG;
  /** Everybody's profile picture. */
  picture = JPEG;
  private readonly webhooks = new Map<string, { url: string; secret: string; events: string[] }>();
  readonly settings = new Map<string, object>();
  private sent = 0;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<OutsideWorld> {
    const server = createServer();
    const world = new OutsideWorld(server);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void world.serve(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return world;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Where a channel's events go and with which secret: known once the product has made its instance. */
  webhookOf(instanceName: string): { url: string; secret: string; events: string[] } {
    const webhook = this.webhooks.get(instanceName);
    if (!webhook) throw new Error(`No instance ${instanceName} was made.`);
    return webhook;
  }

  has = (instanceName: string): boolean => this.webhooks.has(instanceName);

  /** Somebody changes what the newest instance has, behind our back. */
  change({ settings, ...webhook }: { url?: string; events?: string[]; settings?: object }): void {
    const [name, known] = [...this.webhooks].at(-1) ?? [];
    if (!name || !known) throw new Error('No instance was made.');
    this.webhooks.set(name, { ...known, ...webhook });
    if (settings) this.settings.set(name, settings);
  }

  /** Posts an event as Evolution does; the HTTP status. */
  async deliver(instanceName: string, event: string, data: object): Promise<number> {
    const { url, secret } = this.webhookOf(instanceName);
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-webhook-secret': secret },
      body: JSON.stringify({
        event,
        instance: instanceName,
        data,
        sender: OWN,
        date_time: new Date().toISOString(),
        apikey: 'instance-token',
      }),
    });
    return response.status;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const sent = Buffer.concat(chunks).toString('utf8');
    const call: Call = {
      method: request.method ?? '',
      // A server may lie below a path of its own.
      path: (request.url ?? '').replace(/^\/own-\w+(?=\/)/, ''),
      headers: request.headers,
      body: sent === '' ? null : JSON.parse(sent),
    };
    this.calls.push(call);
    if (this.override(call, response)) return;
    if (call.path.startsWith('/pictures/')) return void response.end(this.picture);
    const [status, body] = this.answer(call);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  private answer({ method, path, body }: Call): [status: number, body: unknown] {
    const [, area, action, instance = ''] = new URL(path, 'http://host').pathname.split('/');
    switch (`${area}/${action}`) {
      case 'instance/create':
        this.settings.set(String(body?.['instanceName']), { groupsIgnore: body?.['groupsIgnore'] });
        return [
          201,
          {
            instance: {
              instanceName: this.keepWebhook(String(body?.['instanceName']), body?.['webhook']),
              instanceId: crypto.randomUUID(),
              status: 'close',
            },
          },
        ];
      case 'webhook/set':
        this.keepWebhook(instance, body?.['webhook']);
        return [201, {}];
      case 'webhook/find': {
        const { url, events } = this.webhookOf(instance);
        return [200, { enabled: true, url, events, webhookByEvents: false, webhookBase64: false }];
      }
      case 'settings/set':
        this.settings.set(instance, body ?? {});
        return [201, { settings: { instanceName: instance, settings: body } }];
      case 'settings/find':
        return [200, this.settings.get(instance) ?? {}];
      case 'instance/connect':
        return [200, { pairingCode: null, code: '2@from-the-answer', base64: QR_PNG, count: 1 }];
      case 'instance/connectionState':
        return [200, { instance: { instanceName: instance, state: 'open' } }];
      case 'instance/logout':
        return [200, { status: 'SUCCESS', error: false, response: { message: 'Instance logged out' } }];
      case 'instance/delete':
        return this.webhooks.delete(instance)
          ? [200, { status: 'SUCCESS' }]
          : [
              404,
              { status: 404, error: 'Not Found', response: { message: [`The "${instance}" instance does not exist`] } },
            ];
      case 'message/sendText':
      case 'message/sendMedia':
      case 'message/sendWhatsAppAudio':
      case 'message/sendLocation':
      case 'message/sendContact':
        return [
          201,
          {
            key: {
              id: `SENT${++this.sent}`,
              remoteJid: jidOf(String(body?.['number']).replace(/@.*/, '')),
              fromMe: true,
            },
            status: 'PENDING',
            messageTimestamp: Math.floor(Date.now() / 1000),
          },
        ];
      case 'message/sendReaction':
      case 'chat/updateMessage':
      case 'chat/deleteMessageForEveryone':
        return [201, { key: { id: `SENT${++this.sent}`, fromMe: true }, message: {}, status: 'PENDING' }];
      case 'chat/getBase64FromMediaMessage':
        return [
          201,
          {
            mediaType: 'imageMessage',
            mimetype: 'image/jpeg',
            fileName: 'file.jpeg',
            base64: this.file.toString('base64'),
            buffer: null,
          },
        ];
      case 'chat/fetchProfilePictureUrl': {
        const number = String(body?.['number']);
        return [200, { wuid: number, profilePictureUrl: `${this.url}/pictures/${number}.jpg` }];
      }
      case 'chat/whatsappNumbers':
        return [200, (body?.['numbers'] as string[]).map((number) => ({ number, jid: jidOf(number), exists: !number.endsWith('0404') })).reverse()];
      case 'group/findGroupInfos':
        return [200, { id: new URL(path, 'http://host').searchParams.get('groupJid'), subject: 'Equipe Loja' }];
      case 'chat/findMessages':
        return [200, { messages: this.find(body) }];
      case 'v1/responses':
        return [200, modelAnswer(this.reply)];
      default:
        return method === 'GET' ? [200, []] : [201, {}];
    }
  }

  /** Newest first, by page, as the server does. */
  private find(body: Call['body']): object {
    const { where, page = 1, offset = 50 } = body as { where: { key: { fromMe?: boolean } }; page?: number; offset?: number };
    const found = this.kept
      .filter(({ key }) => where.key.fromMe === undefined || (key as { fromMe: boolean }).fromMe === where.key.fromMe)
      .sort((a, b) => Number(b['messageTimestamp']) - Number(a['messageTimestamp']));
    const records = found
      .slice((page - 1) * offset, page * offset)
      .map((record) => ({ ...record, status: undefined, MessageUpdate: [] }));
    return { total: found.length, pages: Math.ceil(found.length / offset), currentPage: page, records };
  }

  private keepWebhook(instanceName: string, webhook: unknown): string {
    const { url, headers, events } = webhook as { url: string; headers: Record<string, string>; events: string[] };
    this.webhooks.set(instanceName, { url, secret: String(headers['X-Webhook-Secret']), events });
    return instanceName;
  }
}

const modelAnswer = (text: string) => ({
  id: 'resp_1',
  object: 'response',
  status: 'completed',
  model: 'stand-in',
  output: [
    {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      status: 'completed',
      content: [{ type: 'output_text', text, annotations: [] }],
    },
  ],
  usage: { input_tokens: 10, output_tokens: 5, total_tokens: 15 },
});

type Delivery = [event: string, data: object];
const jidOf = (phone: string) => `${phone}@s.whatsapp.net`;

/** What a channel's phone shows and does, as Evolution tells it: arguments for `deliver`. Phones are digits only. */
export const qrCode = (code: string, pairingCode: string | null = null): Delivery => [
  'qrcode.updated',
  { qrcode: { pairingCode, code, base64: QR_PNG } },
];
export const opened = (profileName = 'The shop', profilePictureUrl: string | null = null): Delivery => [
  'connection.update',
  { state: 'open', statusReason: 200, wuid: OWN, profileName, profilePictureUrl },
];
export const textMessage = (
  from: string,
  text: string,
  over: { id?: string; pushName?: string; fromMe?: boolean; at?: Date; quotes?: string } = {},
): Delivery => [
  'messages.upsert',
  {
    key: { remoteJid: jidOf(from), fromMe: over.fromMe ?? false, id: over.id ?? crypto.randomUUID() },
    pushName: over.pushName ?? 'Ana',
    status: over.fromMe ? 'SERVER_ACK' : 'DELIVERY_ACK',
    message: { conversation: text },
    ...(over.quotes && { contextInfo: { stanzaId: over.quotes, participant: jidOf(from) } }),
    messageType: 'conversation',
    messageTimestamp: Math.floor((over.at ?? new Date()).getTime() / 1000),
    source: 'android',
  },
];
export const documentMessage = (
  from: string,
  fileName: string,
  over: { id?: string; pushName?: string; at?: Date } = {},
): Delivery => [
  'messages.upsert',
  {
    key: { remoteJid: jidOf(from), fromMe: false, id: over.id ?? crypto.randomUUID() },
    pushName: over.pushName ?? 'Ana',
    status: 'DELIVERY_ACK',
    message: {
      documentMessage: {
        fileName,
        mimetype: 'text/html',
        seconds: 3,
        fileLength: { low: 19, high: 0, unsigned: true },
        jpegThumbnail: JPEG.toString('base64'),
      },
    },
    messageType: 'documentMessage',
    messageTimestamp: Math.floor((over.at ?? new Date()).getTime() / 1000),
    source: 'android',
  },
];
/** A message of any content, as `message` names it. */
export const contentMessage = (
  from: string,
  message: object,
  over: { id?: string; pushName?: string; at?: Date; contextInfo?: object } = {},
): Delivery => [
  'messages.upsert',
  {
    key: { remoteJid: jidOf(from), fromMe: false, id: over.id ?? crypto.randomUUID() },
    pushName: over.pushName ?? 'Ana',
    status: 'DELIVERY_ACK',
    message,
    ...(over.contextInfo && { contextInfo: over.contextInfo }),
    messageType: Object.keys(message)[0],
    messageTimestamp: Math.floor((over.at ?? new Date()).getTime() / 1000),
    source: 'android',
  },
];
export const called = (from: string, status: string, over: { id?: string; at?: Date; video?: boolean } = {}): Delivery => [
  'call',
  {
    chatId: jidOf(from),
    from: jidOf(from),
    id: over.id ?? crypto.randomUUID(),
    date: (over.at ?? new Date()).toISOString(),
    offline: false,
    status,
    isVideo: over.video ?? false,
    isGroup: false,
  },
];
export const writing = (from: string, presence: string): Delivery => [
  'presence.update',
  { id: jidOf(from), presences: { [jidOf(from)]: { lastKnownPresence: presence } } },
];
export const messageStatus = (id: string, to: string, status: string): Delivery => [
  'messages.update',
  { keyId: id, remoteJid: jidOf(to), fromMe: true, status, messageId: crypto.randomUUID() },
];
/** A chat that the phone had before. */
export const priorChat = (phone: string): Delivery => ['chats.set', [{ remoteJid: jidOf(phone) }]];
export const edited = (from: string, id: string, text: string): Delivery => [
  'messages.edited',
  {
    key: { remoteJid: jidOf(from), fromMe: false, id },
    type: 'MESSAGE_EDIT',
    editedMessage: { conversation: text },
    timestampMs: String(Date.now()),
  },
];
export const reacted = (from: string, id: string, emoji: string, at = new Date()): Delivery => [
  'messages.upsert',
  {
    key: { remoteJid: jidOf(from), fromMe: false, id: crypto.randomUUID() },
    message: { reactionMessage: { key: { remoteJid: jidOf(from), id }, text: emoji, senderTimestampMs: String(at.getTime()) } },
    messageType: 'reactionMessage',
    messageTimestamp: Math.floor(at.getTime() / 1000),
  },
];
export const deleted = (from: string, id: string): Delivery => [
  'messages.delete',
  { remoteJid: jidOf(from), fromMe: false, id },
];
