import { deliveryStatus, furthest, statusesOf } from './delivery-status';
import { EvolutionHttp, type EvolutionHttpOptions, type GatewayCall } from './evolution-http';
import { instanceInfo, instanceSettings, instanceState, misunderstood, settingsBody, webhookBody } from './evolution-answers';
import { GatewayError } from './gateway-error';
import { lidOfJid, parseJid, toRecipient } from './jid';
import { httpUrl, readQrCode } from './normalise-connection';
import { isDeleted, isEdited } from './normalise-found';
import { normaliseMessage } from './normalise-messages';
import { at, elements, instant, int, isTrue, text } from './read';
import { cardsBody, fileBody, placeBody, sentMessage, textBody, voiceBody } from './send-bodies';
import {
  fileTimeoutMs,
  type CardsToSend,
  type FileToSend,
  type PlaceToSend,
  type SendTarget,
} from './whatsapp-gateway';
import type {
  ChangedMessage,
  ConnectAnswer,
  CreatedInstance,
  CreateInstance,
  FetchedMedia,
  FoundMessage,
  InstanceInfo,
  InstanceSettings,
  InstanceState,
  InstanceWebhook,
  MediaQuery,
  MessageKey,
  MessagePage,
  MessageQuery,
  MessageToChange,
  NumberOnWhatsApp,
  PresenceToSend,
  SentMessage,
  StoredWebhook,
  TextToSend,
  WhatsAppGateway,
} from './whatsapp-gateway';

export type { GatewayCall };

export interface EvolutionClientOptions extends EvolutionHttpOptions {
  /** Sending waits for WhatsApp. */
  sendTimeoutMs?: number;
  /** The server fetches the file from WhatsApp before it answers. */
  mediaTimeoutMs?: number;
}

/** Evolution API v2 as the WhatsApp server (contracts: measured on 2.3.6). One per server; each instance has a circuit breaker of its own. */
export class EvolutionClient implements WhatsAppGateway {
  private readonly http: EvolutionHttp;
  private readonly timeoutMs: number;
  private readonly sendTimeoutMs: number;
  private readonly mediaTimeoutMs: number;

  constructor(options: EvolutionClientOptions) {
    this.http = new EvolutionHttp(options);
    this.timeoutMs = options.timeoutMs ?? 10_000;
    this.sendTimeoutMs = options.sendTimeoutMs ?? 30_000;
    this.mediaTimeoutMs = options.mediaTimeoutMs ?? 60_000;
  }

  async createInstance({ number, settings, ...webhook }: CreateInstance): Promise<CreatedInstance> {
    const answer = await this.http.ask({
      operation: 'createInstance',
      instance: webhook.instanceName,
      method: 'POST',
      path: '/instance/create',
      effect: 'ONCE',
      // `qrcode: true` would hold the answer for seconds; the code comes by its event.
      body: {
        instanceName: webhook.instanceName,
        integration: 'WHATSAPP-BAILEYS',
        qrcode: false,
        ...(number && { number: toRecipient(number) }),
        ...settings,
        webhook: webhookBody(webhook),
      },
    });
    return {
      instanceId: text(at(answer, 'instance', 'instanceId')),
      state: instanceState(at(answer, 'instance', 'status')),
    };
  }

  async connect(instance: string, phone?: string): Promise<ConnectAnswer> {
    const query = phone ? `?number=${encodeURIComponent(toRecipient(phone))}` : '';
    // Starts pairing, but twice is as good as once.
    const answer = await this.http.ask({
      operation: 'connect',
      instance,
      method: 'GET',
      path: `/instance/connect/${name(instance)}${query}`,
      effect: 'REPEATABLE',
    });
    if (instanceState(at(answer, 'instance', 'state')) === 'OPEN') return { kind: 'open' };
    const qr = readQrCode(answer);
    return qr ? { kind: 'qr', ...qr, count: int(at(answer, 'count')) ?? 1 } : { kind: 'none' };
  }

  async connectionState(instance: string): Promise<InstanceState> {
    const answer = await this.http.ask({
      operation: 'connectionState',
      instance,
      method: 'GET',
      path: `/instance/connectionState/${name(instance)}`,
      effect: 'READ',
    });
    return instanceState(at(answer, 'instance', 'state')) ?? misunderstood('connection state');
  }

  async fetchInstance(instance: string): Promise<InstanceInfo | null> {
    const path = `/instance/fetchInstances?instanceName=${name(instance)}`;
    const answer = await this.http
      .ask({ operation: 'fetchInstance', instance, method: 'GET', path, effect: 'READ' })
      .catch((error: unknown) => {
        if (error instanceof GatewayError && error.kind === 'NOT_FOUND') return [];
        throw error;
      });
    const found = elements(answer).find((node) => at(node, 'name') === instance);
    return found === undefined ? null : instanceInfo(instance, found);
  }

  async fetchInstances(): Promise<InstanceInfo[]> {
    const answer = await this.http.ask({
      operation: 'fetchInstances',
      // A circuit of its own: it is about no instance in particular.
      instance: 'all instances',
      method: 'GET',
      path: '/instance/fetchInstances',
      effect: 'READ',
    });
    if (!Array.isArray(answer)) return misunderstood('list of instances');
    return answer.flatMap((node: unknown) => {
      const known = text(at(node, 'name'));
      return known ? [instanceInfo(known, node)] : [];
    });
  }

  async restart(instance: string): Promise<void> {
    const path = `/instance/restart/${name(instance)}`;
    await this.http.ask({ operation: 'restart', instance, method: 'POST', path, effect: 'REPEATABLE' });
  }

  async findSettings(instance: string): Promise<InstanceSettings> {
    return instanceSettings(await this.readSettings(instance)) ?? misunderstood('settings');
  }

  async changeSettings(instance: string, change: InstanceSettings): Promise<void> {
    const known = await this.readSettings(instance);
    await this.http.ask({
      operation: 'setSettings',
      instance,
      method: 'POST',
      path: `/settings/set/${name(instance)}`,
      effect: 'REPEATABLE',
      body: settingsBody(known, change),
    });
  }

  private readSettings(instance: string): Promise<unknown> {
    const path = `/settings/find/${name(instance)}`;
    return this.http.ask({ operation: 'findSettings', instance, method: 'GET', path, effect: 'READ' });
  }

  async setWebhook(webhook: InstanceWebhook): Promise<void> {
    const body = { webhook: webhookBody(webhook) };
    await this.http.ask({
      operation: 'setWebhook',
      instance: webhook.instanceName,
      method: 'POST',
      path: `/webhook/set/${name(webhook.instanceName)}`,
      effect: 'REPEATABLE',
      body,
    });
  }

  async findWebhook(instance: string): Promise<StoredWebhook | null> {
    const answer = await this.http.ask({
      operation: 'findWebhook',
      instance,
      method: 'GET',
      path: `/webhook/find/${name(instance)}`,
      effect: 'READ',
    });
    if (answer === null) return null;
    return {
      enabled: isTrue(at(answer, 'enabled')),
      url: text(at(answer, 'url')),
      events: elements(at(answer, 'events')).flatMap((event) => text(event) ?? []),
      byEvents: isTrue(at(answer, 'webhookByEvents')),
      base64: isTrue(at(answer, 'webhookBase64')),
    };
  }

  async logout(instance: string): Promise<void> {
    await this.http.ask({
      operation: 'logout',
      instance,
      method: 'DELETE',
      path: `/instance/logout/${name(instance)}`,
      effect: 'REPEATABLE',
    });
  }

  async deleteInstance(instance: string): Promise<void> {
    await this.http.ask({
      operation: 'deleteInstance',
      instance,
      method: 'DELETE',
      path: `/instance/delete/${name(instance)}`,
      effect: 'REPEATABLE',
    });
  }

  async sendText({ text: words, delayMs = 0, ...target }: TextToSend): Promise<SentMessage> {
    const delay = delayMs > 0 ? { delay: Math.round(delayMs) } : {};
    const body = { ...textBody(target, words), ...delay };
    return this.send('sendText', target.instance, body, this.sendTimeoutMs + delayMs);
  }
  async sendFile(file: FileToSend): Promise<SentMessage> {
    return this.send('sendMedia', file.instance, fileBody(file), fileTimeoutMs(file.bytes.length), FILES);
  }
  async sendVoice(voice: SendTarget & { bytes: Uint8Array }): Promise<SentMessage> {
    return this.send('sendWhatsAppAudio', voice.instance, voiceBody(voice), fileTimeoutMs(voice.bytes.length), FILES);
  }
  async sendPlace(place: PlaceToSend): Promise<SentMessage> {
    return this.send('sendLocation', place.instance, placeBody(place), this.sendTimeoutMs);
  }
  async sendCards(cards: CardsToSend): Promise<SentMessage> {
    return this.send('sendContact', cards.instance, cardsBody(cards), this.sendTimeoutMs);
  }

  private async send(operation: string, instance: string, body: object, timeoutMs: number, circuit = ''): Promise<SentMessage> {
    const path = `/message/${operation}/${name(instance)}`;
    const call = { operation, instance: circuit + instance, method: 'POST', path, effect: 'ONCE', timeoutMs, body } as const;
    return sentMessage(await this.http.ask(call));
  }

  async react({ instance, key, emoji }: MessageToChange & { emoji: string }): Promise<ChangedMessage> {
    const body = { key: keyBody(key), reaction: emoji };
    const path = `/message/sendReaction/${name(instance)}`;
    const answer = await this.change('react', instance, 'POST', path, body);
    return { at: instant(at(answer, 'message', 'reactionMessage', 'senderTimestampMs')) };
  }

  async editText({ instance, key, text: words }: MessageToChange & { text: string }): Promise<ChangedMessage> {
    // The server compares the number's jid with the key's.
    const body = { number: key.remoteJid, text: words, key: keyBody(key) };
    const answer = await this.change('editText', instance, 'POST', `/chat/updateMessage/${name(instance)}`, body);
    return { at: instant(at(answer, 'message', 'protocolMessage', 'timestampMs')) };
  }

  async deleteForEveryone({ instance, key }: MessageToChange): Promise<ChangedMessage> {
    const path = `/chat/deleteMessageForEveryone/${name(instance)}`;
    const answer = await this.change('deleteForEveryone', instance, 'DELETE', path, keyBody(key));
    return { at: instant(at(answer, 'messageTimestamp')) };
  }

  private async change(operation: string, instance: string, method: 'POST' | 'DELETE', path: string, body: unknown): Promise<unknown> {
    const answer = await this.http.ask({ operation, instance, method, path, effect: 'ONCE', timeoutMs: this.sendTimeoutMs, body });
    // As with a send: what names no message proves nothing.
    if (!text(at(answer, 'key', 'id')))
      throw new GatewayError('SERVER', 'The answer to a change names no message', { status: 200, outcomeKnown: false });
    return answer;
  }

  async findMessages({
    instance,
    remoteJid,
    providerId,
    fromMe,
    page,
    limit,
    ownJid = null,
  }: MessageQuery): Promise<MessagePage> {
    const key = {
      ...(providerId && { id: providerId }),
      ...(remoteJid && { remoteJid }),
      ...(fromMe !== undefined && { fromMe }),
    };
    const answer = await this.http.ask({
      operation: 'findMessages',
      instance,
      method: 'POST',
      path: `/chat/findMessages/${name(instance)}`,
      effect: 'READ',
      // The server's `offset` is the size of a page.
      body: { where: { key }, page, offset: limit },
    });
    const found = at(answer, 'messages');
    const records = at(found, 'records');
    if (!Array.isArray(records)) return misunderstood('list of messages');
    const delivery = { event: 'find.messages', ownJid, readAt: new Date() };
    const messages = records.map((record: unknown): FoundMessage => ({
      event: normaliseMessage(record, delivery),
      status: furthest(statusesOf(record).map(deliveryStatus)),
      edited: isEdited(record),
      deleted: isDeleted(record),
      record,
    }));
    return {
      total: int(at(found, 'total')) ?? messages.length,
      pages: int(at(found, 'pages')) ?? 1,
      page: int(at(found, 'currentPage')) ?? page,
      messages,
    };
  }

  async fetchMedia({ instance, providerId, limit }: MediaQuery): Promise<FetchedMedia> {
    const answer = await this.http.ask({
      operation: 'fetchMedia',
      // A circuit of its own: files that WhatsApp is slow to give must not hold up what is sent.
      instance: `media of ${instance}`,
      method: 'POST',
      path: `/chat/getBase64FromMediaMessage/${name(instance)}`,
      // Changes nothing, but is large: the caller decides when to ask again.
      effect: 'ONCE',
      timeoutMs: this.mediaTimeoutMs,
      largestAnswer: Math.ceil((limit * 4) / 3) + 64 * 1024,
      body: { message: { key: { id: providerId } } },
    });
    const content = at(answer, 'base64');
    if (typeof content !== 'string' || content === '') misunderstood('file');
    return { bytes: Buffer.from(content as string, 'base64'), fileName: text(at(answer, 'fileName')) };
  }

  async whatsappNumbers(instance: string, numbers: readonly string[]): Promise<NumberOnWhatsApp[]> {
    if (numbers.length === 0) return [];
    const body = { numbers: numbers.map(toRecipient) };
    const answer = await this.http.ask({
      operation: 'whatsappNumbers',
      instance,
      method: 'POST',
      path: `/chat/whatsappNumbers/${name(instance)}`,
      effect: 'READ',
      body,
    });
    if (!Array.isArray(answer)) return misunderstood('list of numbers');
    // The answer's order is its own.
    const byNumber = new Map(answer.map((node: unknown) => [at(node, 'number'), node]));
    return numbers.map((number) => {
      const node = byNumber.get(toRecipient(number));
      const exists = isTrue(at(node, 'exists'));
      const jid = exists ? (parseJid(at(node, 'jid'))?.jid ?? null) : null;
      return { number, exists, jid, lid: exists ? (lidOfJid(at(node, 'lid')) ?? lidOfJid(jid)) : null };
    });
  }

  async groupName(instance: string, groupJid: string): Promise<string | null> {
    const path = `/group/findGroupInfos/${name(instance)}?groupJid=${encodeURIComponent(groupJid)}`;
    return text(at(await this.http.ask({ operation: 'groupName', instance, method: 'GET', path, effect: 'READ' }), 'subject'));
  }

  async profilePictureUrl(instance: string, of: string): Promise<string | null> {
    const answer = await this.http.ask({
      operation: 'profilePictureUrl',
      instance,
      method: 'POST',
      path: `/chat/fetchProfilePictureUrl/${name(instance)}`,
      effect: 'READ',
      body: { number: toRecipient(of) },
    });
    return httpUrl(at(answer, 'profilePictureUrl'));
  }

  async markRead(instance: string, messages: readonly MessageKey[]): Promise<void> {
    if (messages.length === 0) return;
    const readMessages = messages.map(({ providerId, remoteJid, fromMe }) => ({ id: providerId, remoteJid, fromMe }));
    await this.http.ask({
      operation: 'markRead',
      instance,
      method: 'POST',
      path: `/chat/markMessageAsRead/${name(instance)}`,
      effect: 'REPEATABLE',
      body: { readMessages },
    });
  }

  async sendPresence({ instance, to, presence, durationMs }: PresenceToSend): Promise<void> {
    const body = { number: toRecipient(to), presence, delay: Math.round(durationMs) };
    const timeoutMs = this.timeoutMs + durationMs;
    await this.http.ask({
      operation: 'sendPresence',
      instance,
      method: 'POST',
      path: `/chat/sendPresence/${name(instance)}`,
      effect: 'ONCE',
      timeoutMs,
      body,
    });
  }
}

/** A circuit of their own: files that time out must not hold up words. */
const FILES = 'files to ';
const keyBody = ({ providerId, remoteJid, fromMe }: MessageKey) => ({ id: providerId, remoteJid, fromMe });
const name = (instance: string): string => encodeURIComponent(instance);
