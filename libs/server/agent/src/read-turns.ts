import type { Conversation } from '@prosa/server/inbox';
import type { TenantContext } from '@prosa/server/platform';

/** How much of the conversation the model sees. */
const MOST_TURNS = 30;
/** A message may hold 65,000 characters; the model is paid by length. */
const LONGEST_TURN = 2_000;

export interface Turn {
  role: 'user' | 'assistant';
  text: string;
}

/** A message's words as the model reads them. */
export const turnText = <T extends string | null>(text: T) => text?.slice(0, LONGEST_TURN).toWellFormed();

/** What the channel says by itself is nobody's answer either. */
const NO_PERSON: ReadonlySet<string> = new Set(['CONTACT', 'AGENT', 'CHANNEL']);

interface TurnRow {
  id: string;
  sort_key: string;
  author_kind: string;
  kind: string;
  text: string | null;
  status: string;
}

type Asked = Pick<Conversation, 'id' | 'lastInboundKey' | 'agentAnsweredKey'>;

/** The newest part of the conversation, oldest first; what has no words is named, so that the model knows of it. */
export async function readTurns(ctx: TenantContext, conversation: Asked): Promise<Turn[]> {
  const rows = await ctx.platform.db.read<TurnRow>(
    `select id, sort_key, author_kind, kind, text, status from message
      where tenant_id = ? and conversation_id = ? and kind not in ('SYSTEM', 'NOTE') and deleted_at is null
      order by sort_key desc limit ${MOST_TURNS}`,
    [ctx.tenantId, conversation.id],
  );
  return waitingLast(rows.filter((row) => row.status !== 'FAILED').reverse(), conversation).map((row) => ({
    role: row.author_kind === 'CONTACT' ? 'user' : 'assistant',
    text: turnText(row.text) ?? `[${row.kind.toLowerCase().replaceAll('_', ' ')}]`,
  }));
}

/**
 * What waits for an answer goes to the end. By time it may lie before the agent's last words: WhatsApp's clock counts whole
 * seconds, and a message can be on its way while the agent writes. What a person answered meanwhile stays where it is.
 */
export function waitingLast<Row extends Pick<TurnRow, 'id' | 'sort_key' | 'author_kind'>>(rows: readonly Row[], { lastInboundKey, agentAnsweredKey }: Omit<Asked, 'id'>): Row[] {
  const byPerson = rows.findLastIndex(({ author_kind: kind }) => !NO_PERSON.has(kind));
  const waits = (row: Row, index: number) =>
    lastInboundKey?.endsWith(row.id) || (row.author_kind === 'CONTACT' && index > byPerson && row.sort_key > (agentAnsweredKey ?? ''));
  return [...rows.filter((row, index) => !waits(row, index)), ...rows.filter(waits)];
}
