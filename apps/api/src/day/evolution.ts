import type { ServerResponse } from 'node:http';
import type { ManualClock } from '@prosa/server/platform/testing';
import type { Call } from '../testing/outside-world';
import type { Dice } from './dice';
import { contentOf, keyOf, OWN, timeOf, type Key } from './wire';
import type { Chat, Phone, Said, Tick, Who } from './phone';
import type { PostOffice } from './post-office';

interface Record_ {
  id: string;
  key: Key;
  pushName: string | null;
  messageType: string;
  message: object;
  messageTimestamp: unknown;
  source: string;
  contextInfo: object | null;
  MessageUpdate: { status: string }[];
}
type Say = (status: number, answer: unknown) => true;
/** AWAY: comes back by itself, and hears then what WhatsApp kept for it. GONE: unlinked, needs a new scan. */
type Link = 'OPEN' | 'AWAY' | 'GONE';

/** Evolution between the phone and the product: tells what happens on the phone by webhooks, keeps it in its list, and does on the phone what the product asks for. */
export class Evolution {
  link: Link = 'OPEN';
  /** Asked for a new pairing. */
  pairing = false;
  private records = new Map<string, Record_>();
  /** What WhatsApp keeps for a device that is away. */
  private kept: (() => void)[] = [];
  /** Said while nobody was linked: told as history after the scan. */
  private unseen: Said[] = [];
  /** Told as history: their files are fetched when somebody opens them. */
  readonly history = new Set<Said>();

  constructor(
    readonly instance: string,
    private readonly dice: Dice,
    private readonly clock: ManualClock,
    private readonly phone: Phone,
    private readonly post: PostOffice,
  ) {}

  /** Somebody wrote on a phone: the customer on theirs, or the owner on ours. */
  said(said: Said): void {
    if (this.link === 'GONE') return void this.unseen.push(said);
    const asWritten = { ...said }; // whatever is done to it before the line is there again comes on its own
    this.hear(() => {
      const record = this.keep(asWritten);
      this.tell('messages.upsert', {
        ...record,
        MessageUpdate: undefined,
        status: said.who === 'us' ? 'SERVER_ACK' : 'DELIVERY_ACK',
      });
      this.murmur(said);
    });
  }
  edited(said: Said): void {
    if (this.link === 'GONE') return;
    const [text, at] = [said.text, said.edits.at(-1) as number];
    this.hear(() => {
      const editedMessage =
        said.kind === 'TEXT' ? { conversation: text } : { imageMessage: { mimetype: 'image/jpeg', caption: text } };
      const change = {
        key: { ...keyOf(this.dice, said), id: said.id },
        type: this.dice.pick(['MESSAGE_EDIT', 14]),
        editedMessage,
        timestampMs: String(at),
      };
      this.tell('messages.edited', change);
      if (this.dice.chance(0.2)) this.tell('messages.edited', change);
      this.rewrite(said, editedMessage, at);
    });
  }
  deleted(said: Said): void {
    if (this.link === 'GONE') return;
    this.hear(() => {
      const key = { ...keyOf(this.dice, said), id: said.id };
      if (this.dice.chance(0.5)) this.tell('messages.edited', { key, type: this.dice.pick(['REVOKE', 0]) });
      this.tell('messages.delete', key);
      this.update(said.id, 'DELETED');
    });
  }
  reacted(said: Said, who: Who, emoji: string): void {
    if (this.link === 'GONE') return;
    const at = this.clock.now().getTime();
    this.hear(() => this.tell('messages.upsert', this.keepReaction(said, who, emoji, at)));
  }
  ticked(said: Said, tick: Tick): void {
    if (this.link === 'GONE') return;
    this.hear(() => this.acknowledge(said, tick === 'READ' ? 'READ' : 'DELIVERY_ACK'));
  }

  /** The connection to WhatsApp breaks; no event says so but `connecting`. */
  drop(): void {
    if (this.link !== 'OPEN') return;
    this.link = 'AWAY';
    this.tell('connection.update', { instance: this.instance, state: 'connecting', statusReason: 503 });
  }
  /** It is there again; what was sent meanwhile comes now. */
  open(): void {
    if (this.link === 'OPEN') return;
    this.link = 'OPEN';
    this.tell('connection.update', {
      instance: this.instance,
      state: 'open',
      statusReason: 200,
      wuid: OWN,
      profileName: 'The shop',
      profilePictureUrl: null,
    });
    for (const happened of this.kept) happened();
    this.kept = [];
  }
  /** The server starts anew: what it still had to deliver is gone. */
  restart(): void {
    this.post.forgetAll();
    if (this.link === 'GONE') return;
    this.link = 'AWAY';
    this.tell('connection.update', { instance: this.instance, state: 'connecting', statusReason: 200 });
  }
  /** The owner unlinks the device on the phone. */
  unlink(): void {
    this.link = 'GONE';
    this.kept = [];
    this.pairing = false;
    const end = {
      instance: this.instance,
      status: 'closed',
      disconnectionReasonCode: 401,
      disconnectionAt: this.clock.now().toISOString(),
      disconnectionObject: '{}',
    };
    this.tell('status.instance', end);
    this.tell('logout.instance', null);
    this.tell('connection.update', { instance: this.instance, state: 'close', statusReason: 401 });
  }
  /** A new code is scanned: the history since comes in one piece. */
  scan(): void {
    if (this.link !== 'GONE') return;
    this.open();
    this.tell(
      'messages.set',
      this.unseen.filter(({ deleted }) => !deleted).map((said) => ({ ...this.keep(said), MessageUpdate: undefined })),
    );
    for (const said of this.unseen) this.history.add(said);
    this.unseen = [];
  }

  /** What the product asks for. False: it is none of this stand-in's business. */
  answer({ method, path, body }: Call, response: ServerResponse): boolean {
    const [, area, action] = new URL(path, 'http://host').pathname.split('/');
    const say: Say = (status, answer) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      return true;
    };
    switch (`${area}/${action}`) {
      case 'instance/connectionState':
        return say(200, {
          instance: {
            instanceName: this.instance,
            state: { OPEN: 'open', AWAY: 'connecting', GONE: this.pairing ? 'connecting' : 'close' }[this.link],
          },
        });
      case 'instance/connect':
        if (this.link === 'OPEN') return say(200, { instance: { instanceName: this.instance, state: 'open' } });
        this.pairing = true;
        this.tell('qrcode.updated', {
          qrcode: {
            instance: this.instance,
            pairingCode: null,
            code: `2@${this.dice.id()}`,
            base64: 'data:image/png;base64,iVBORw0KGgo=',
          },
        });
        return say(200, { count: 0 });
      case 'instance/create':
        return say(403, {
          status: 403,
          error: 'Forbidden',
          response: { message: [`This name "${this.instance}" is already in use.`] },
        });
      case 'chat/findMessages':
        return say(200, { messages: this.find(body as never) });
      case 'message/sendText':
      case 'message/sendReaction':
      case 'chat/updateMessage':
      case 'chat/deleteMessageForEveryone':
        return this.act(`${method} ${action}`, body ?? {}, response, say);
      default:
        return false;
    }
  }

  private act(action: string, body: Record<string, unknown>, response: ServerResponse, say: Say): true {
    const refuse = (words: string) => say(400, { status: 400, error: 'Bad Request', response: { message: [words] } });
    const lose = () => {
      response.socket?.resetAndDestroy();
      return true as const;
    };
    if (this.link !== 'OPEN') return refuse('Error: Connection Closed');
    const fate = this.dice.weighted({ works: 92, unheard: 2, sick: 1, answerLost: 5 });
    if (fate === 'unheard') return lose();
    if (fate === 'sick')
      return say(500, { status: 500, error: 'Internal Server Error', response: { message: 'Cannot write' } });
    const answer = this.do(action, body);
    if (!answer) return refuse('Message not compatible');
    return fate === 'answerLost' ? lose() : say(201, answer);
  }

  private do(action: string, body: Record<string, unknown>): object | null {
    const now = this.clock.now();
    if (action === 'POST sendText') {
      const chat = this.chatOf(String(body['number']));
      const quotes = (body['quoted'] as { key?: { id?: string } } | undefined)?.key?.id ?? null;
      if (!chat) return null;
      const said = this.phone.say(
        chat,
        { id: `3EB0${this.dice.id()}`, who: 'us', kind: 'TEXT', text: String(body['text']), quotes },
        now,
      );
      const sent = { ...this.keep(said), pushName: 'Você', status: 'PENDING', MessageUpdate: undefined };
      this.tell('send.message', sent);
      this.murmur(said);
      return sent;
    }
    const key = (body['key'] ?? body) as { id: string };
    const said = this.phone.find(key.id);
    if (!said || said.deleted) return null;
    if (action === 'POST sendReaction') {
      const emoji = String(body['reaction']);
      this.phone.react(said, 'us', emoji);
      const reaction = this.keepReaction(said, 'us', emoji, now.getTime());
      this.tell('send.message', reaction);
      return reaction;
    }
    const about = { key: { ...keyOf(this.dice, said), id: said.id } };
    const answer = (protocolMessage: object) => ({
      key: { ...about.key, id: `3EB0${this.dice.id()}` },
      message: { protocolMessage },
      messageTimestamp: String(Math.floor(now.getTime() / 1000)),
      status: 'PENDING',
    });
    if (action === 'DELETE deleteMessageForEveryone') {
      this.phone.delete(said);
      this.tell('messages.delete', {
        id: `db-${said.id}`,
        key: { ...about.key, deleted: true },
        status: 'DELETED',
        messageType: 'conversation',
        message: contentOf(said),
      });
      this.update(said.id, 'DELETED');
      return answer({ key: about.key, type: 'REVOKE' });
    }
    if (said.who !== 'us' || now.getTime() - said.at > 15 * 60_000) return null;
    const editedMessage = { extendedTextMessage: { text: String(body['text']) } };
    this.phone.edit(said, editedMessage.extendedTextMessage.text, now);
    this.tell('send.message.update', { ...about, editedMessage, timestampMs: now.getTime(), type: 14 });
    this.rewrite(said, editedMessage, now.getTime());
    return answer({ ...about, type: 'MESSAGE_EDIT', editedMessage, timestampMs: String(now.getTime()) });
  }

  /** Newest first, by page. */
  private find({
    where,
    page = 1,
    offset = 50,
  }: {
    where: { key: { fromMe?: boolean } };
    page?: number;
    offset?: number;
  }): object {
    const all = [...this.records.values()].reverse();
    const found = all
      .filter(({ key }) => where.key.fromMe === undefined || key.fromMe === where.key.fromMe)
      .sort((a, b) => timeOf.read(b.messageTimestamp) - timeOf.read(a.messageTimestamp));
    return {
      total: found.length,
      pages: Math.ceil(found.length / offset),
      currentPage: page,
      records: found.slice((page - 1) * offset, page * offset),
    };
  }

  private keep(said: Said): Record_ {
    const { id, who, chat, at } = said;
    const message = contentOf(said);
    const record: Record_ = {
      id: `db-${id}`,
      key: keyOf(this.dice, said),
      pushName: who === 'us' ? 'The shop' : this.dice.pick([chat.name, chat.name, null]),
      messageType: Object.keys(message)[0] as string,
      message,
      messageTimestamp: timeOf.write(this.dice, at),
      source: 'android',
      contextInfo: said.quotes
        ? { stanzaId: said.quotes, participant: chat.jid, quotedMessage: { conversation: 'before' } }
        : null,
      MessageUpdate: [],
    };
    this.records.set(id, record);
    return structuredClone(record);
  }
  private keepReaction(said: Said, who: Who, text: string, at: number): Record_ {
    const id = this.dice.id();
    const senderTimestampMs = this.dice.pick([
      String(at),
      at,
      { low: (at % 2 ** 32) | 0, high: Math.floor(at / 2 ** 32), unsigned: false },
    ]);
    const record: Record_ = {
      id: `db-${id}`,
      key: { ...keyOf(this.dice, { ...said, who }), id },
      pushName: who === 'us' ? 'The shop' : said.chat.name,
      messageType: 'reactionMessage',
      message: {
        reactionMessage: {
          key: { remoteJid: said.chat.jid, fromMe: said.who === 'us', id: said.id },
          text,
          senderTimestampMs,
        },
      },
      messageTimestamp: timeOf.write(this.dice, at),
      source: 'android',
      contextInfo: null,
      MessageUpdate: [],
    };
    this.records.set(id, record);
    return structuredClone(record);
  }
  /** An edit takes the place of the text, and its time that of the message. */
  private rewrite({ id }: Said, message: object, at: number): void {
    const record = this.records.get(id);
    if (!record) return;
    Object.assign(record, { message, messageTimestamp: Math.floor(at / 1000) });
    record.MessageUpdate.push({ status: 'EDITED' });
  }
  private update(id: string, status: string): void {
    this.records.get(id)?.MessageUpdate.push({ status });
  }
  private acknowledge({ id, chat }: Said, status: string): void {
    this.update(id, status);
    this.tell('messages.update', {
      keyId: id,
      remoteJid: this.dice.pick([chat.jid, `${chat.lid}@lid`]),
      fromMe: true,
      status,
      messageId: `db-${id}`,
    });
  }
  /** What comes beside a message and says nothing, or a name that is none. */
  private murmur({ chat, who }: Said): void {
    if (this.dice.chance(0.3)) this.tell('chats.update', [{ remoteJid: chat.jid, instanceId: 'x' }]);
    if (this.dice.chance(0.3))
      this.tell('contacts.update', {
        remoteJid: chat.jid,
        pushName: who === 'us' ? '' : chat.name,
        profilePicUrl: null,
        instanceId: 'x',
      });
  }
  private hear(happened: () => void): void {
    if (this.link === 'AWAY') this.kept.push(happened);
    else happened();
  }
  private tell(event: string, data: unknown): void {
    const date_time = this.clock.now().toISOString();
    this.post.send(
      event,
      JSON.stringify({
        event,
        instance: this.instance,
        data,
        destination: 'x',
        date_time,
        sender: OWN,
        server_url: 'x',
        apikey: null,
        n: this.dice.id(),
      }),
    );
  }
  private chatOf(number: string): Chat | undefined {
    return this.phone.chats.find(
      ({ jid, lid, phone }) => number === jid || number === `${lid}@lid` || number.replace(/\D/g, '') === phone,
    );
  }
}
