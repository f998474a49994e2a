import type { Product } from '../testing';
import type { Dice } from './dice';
import type { Phone, Said } from './phone';

const NODE = (type: string, id: string) => Buffer.from(`${type}:${id}`).toString('base64');
const mutation = (name: string, input: string) =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { userErrors { code } } }`;
const SEND = mutation('sendMessage', 'SendMessageInput');
const EDIT = mutation('editMessage', 'EditMessageInput');
const REACT = mutation('reactToMessage', 'ReactToMessageInput');
const DELETE = mutation('deleteMessage', 'IdInput');
const RETRY = mutation('retryMessage', 'IdInput');

/** The people at the desk: what they do, they do by the API, with what the inbox shows them. */
export class Members {
  readonly refused: string[] = [];
  private sent = 0;

  constructor(
    private readonly product: Product,
    private readonly token: string,
    private readonly dice: Dice,
    private readonly phone: Phone,
  ) {}

  async write(near: Said | undefined, quote: boolean): Promise<void> {
    const row = near && (await this.rowOf(near.id));
    if (!near || !row) return;
    const text = this.dice.chance(0.15) ? 'ok' : `answer ${this.dice.id()}`;
    await this.ask(SEND, {
      conversationId: NODE('Conversation', row.conversation_id),
      text,
      clientKey: `k${this.dice.seed}-${++this.sent}`,
      ...(quote && !near.deleted && { replyToId: NODE('Message', row.id) }),
    });
  }
  async edit(said: Said | undefined, text: string): Promise<void> {
    const row = said && (await this.rowOf(said.id));
    if (row) await this.ask(EDIT, { id: NODE('Message', row.id), text });
  }
  async delete(said: Said | undefined): Promise<void> {
    const row = said && (await this.rowOf(said.id));
    if (row) await this.ask(DELETE, { id: NODE('Message', row.id) });
  }
  async react(said: Said | undefined, emoji: string | null): Promise<void> {
    const row = said && (await this.rowOf(said.id));
    if (row) await this.ask(REACT, { id: NODE('Message', row.id), emoji });
  }
  /** Looks at what did not go out, and at the phone, and sends again what is not there. */
  async decide(): Promise<number> {
    const rows = await this.product.prosa.platform.db.read<{ id: string; text: string; queued_at: number }>(
      `select id, text, queued_at from message where (status = 'FAILED' and failure_retryable) or (status = 'UNCONFIRMED' and failure_code is not null)`,
    );
    let again = 0;
    for (const { id, text, queued_at } of rows) {
      const there = this.phone.all.some(
        (said) => said.who === 'us' && said.text === text && said.at >= Number(queued_at) - 2_000,
      );
      if (there || text === 'ok') continue;
      again += 1;
      await this.ask(RETRY, { id: NODE('Message', id) });
    }
    return again;
  }

  private async rowOf(providerId: string): Promise<{ id: string; conversation_id: string } | undefined> {
    const [row] = await this.product.prosa.platform.db.read<{ id: string; conversation_id: string }>(
      'select id, conversation_id from message where provider_id = ?',
      [providerId],
    );
    return row;
  }
  private async ask(query: string, input: object): Promise<void> {
    const { data, errors } = await this.product.graphql(this.token, query, { input });
    if (errors) throw new Error(`${query} ${JSON.stringify(input)}: ${JSON.stringify(errors)}`);
    for (const payload of Object.values(data) as { userErrors: { code: string }[] }[])
      this.refused.push(...payload.userErrors.map(({ code }) => code));
  }
}
