export type Who = 'customer' | 'us';
export type Tick = 'SENT' | 'DELIVERED' | 'READ';
export type SaidKind = 'TEXT' | 'IMAGE' | 'AUDIO' | 'DOCUMENT' | 'LOCATION';

/** One bubble as the phone shows it. */
export interface Said {
  id: string;
  chat: Chat;
  who: Who;
  kind: SaidKind;
  /** Caption, for a file. */
  text: string | null;
  /** Whole seconds, in milliseconds. */
  at: number;
  quotes: string | null;
  edits: number[];
  deleted: boolean;
  reactions: Map<Who, string>;
  /** Of ours only. */
  tick: Tick | null;
}
export interface Chat {
  name: string;
  /** Digits, with the ninth one. */
  phone: string;
  /** How WhatsApp names it: some lose the ninth digit. */
  jid: string;
  lid: string;
  said: Said[];
}

const FURTHER: readonly Tick[] = ['SENT', 'DELIVERED', 'READ'];

/** The phone's own list of what was said in every chat by everybody. Knows nothing of the product, and takes no word of it. */
export class Phone {
  private readonly byId = new Map<string, Said>();

  constructor(readonly chats: readonly Chat[]) {}

  find(id: string): Said | undefined {
    return this.byId.get(id);
  }
  get all(): Said[] {
    return [...this.byId.values()];
  }
  say(chat: Chat, what: Pick<Said, 'id' | 'who' | 'kind' | 'text' | 'quotes'>, now: Date): Said {
    const at = Math.floor(now.getTime() / 1000) * 1000;
    const said = {
      ...what,
      chat,
      at,
      edits: [],
      deleted: false,
      reactions: new Map(),
      tick: what.who === 'us' ? 'SENT' : null,
    } satisfies Said;
    chat.said.push(said);
    this.byId.set(said.id, said);
    return said;
  }
  edit(said: Said, text: string, now: Date): void {
    said.text = text;
    said.edits.push(now.getTime());
  }
  delete(said: Said): void {
    Object.assign(said, { deleted: true, text: null });
    said.reactions.clear();
  }
  /** An empty one takes it back. */
  react(said: Said, who: Who, emoji: string): void {
    if (emoji === '') said.reactions.delete(who);
    else said.reactions.set(who, emoji);
  }
  reach(said: Said, tick: Tick): void {
    if (said.tick && FURTHER.indexOf(tick) > FURTHER.indexOf(said.tick)) said.tick = tick;
  }
}
