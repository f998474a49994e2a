import type { TenantContext } from '@prosa/server/platform';
import type { ActKind } from '../inbox.entities';

/** What is under way for a message, or could not be done. */
export interface ActRow {
  messageId: string;
  kind: ActKind;
  content: string | null;
  failure: { code: string; message: string; retryable: boolean } | null;
}

/** The latest act of each of these messages. Only for messages in sight: nothing else checks sight here. */
export async function readActs(ctx: TenantContext, messageIds: readonly string[]): Promise<Map<string, ActRow>> {
  const rows = await ctx.platform.db.read<Record<string, string | null>>(
    `select message_id, kind, content, failure_code, failure_message from message_act
      where tenant_id = ? and message_id in (${messageIds.map(() => '?').join(', ')}) order by id`,
    [ctx.tenantId, ...messageIds],
  );
  return new Map(
    rows.map((row) => [
      row['message_id'] as string,
      {
        messageId: row['message_id'] as string,
        kind: row['kind'] as ActKind,
        content: row['content'] ?? null,
        failure: row['failure_code']
          ? { code: row['failure_code'], message: row['failure_message'] ?? '', retryable: true }
          : null,
      },
    ]),
  );
}
