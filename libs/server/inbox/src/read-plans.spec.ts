import { newId, type TenantContext } from '@prosa/server/platform';
import { listStatement } from './conversation/conversation.read';
import { dueRows } from './inbound/inbound-rows';
import { readTimeline } from './message/message.read';
import { OUTSTANDING } from './message/message-status';
import { outboundSweeps } from './outbound/outbound.jobs';
import { openTestInbox, type TestInbox } from './testing/test-inbox';

/** How SQLite goes about the hot reads. With 200,000 conversations each of these lists takes less than a millisecond; a walk takes seconds. */
describe('the plans of the inbox', () => {
  let inbox: TestInbox;
  let all: TenantContext;
  beforeEach(async () => {
    inbox = await openTestInbox();
    all = inbox.member('OWNER');
  });
  afterEach(() => inbox.close());

  const plan = async (sql: string, params: unknown[]) =>
    (await inbox.platform.db.read<{ detail: string }>(`explain query plan ${sql}`, params))
      .map(({ detail }) => detail)
      .join('\n');

  it('reads lists and threads from their indexes, sorting nothing', async () => {
    const plans: [filter: object, index: string][] = [
      [{}, 'conversation_activity_index'],
      [{ status: ['OPEN'] }, 'conversation_status_index'],
      [{ assigneeId: newId() }, 'conversation_assignee_index'],
      [{ contactId: newId() }, 'conversation_contact_index'],
      [{ channelId: newId() }, 'conversation_channel_index'],
      [{ handler: 'AGENT' }, 'conversation_handler_index'],
      [{ unread: true }, 'conversation_unread_index'],
      [{ unassigned: true }, 'conversation_assignee_index'],
      [{ label: 'vip' }, 'conversation_label_index'],
    ];
    for (const [filter, index] of plans) {
      const { sql, params } = listStatement(all, filter, { first: 30, after: { lastActivityAt: 5, id: newId() } });
      const text = await plan(sql, params);
      expect(text).toMatch(new RegExp(`USING (COVERING )?INDEX ${index}`));
      expect(text).not.toContain('TEMP B-TREE');
    }
    const own = inbox.member('REP', { visibility: 'OWN' });
    const { sql, params } = listStatement(own, {}, { first: 30, after: null });
    expect(await plan(sql, params)).toContain('USING INDEX conversation_assignee_index');
    inbox.statements.length = 0;
    await readTimeline(all, newId(), { first: 10, after: '1' });
    const thread = await plan(inbox.statements[0] as string, [1, 2, 3, 4]);
    expect(thread).toContain('USING INDEX message_timeline_index');
    expect(thread).not.toContain('TEMP B-TREE');
  });

  it('reads one page from each index where an "or" would read everything', async () => {
    const team = inbox.member('REP', { visibility: 'TEAM', teamIds: [newId(), newId()] });
    const wanted: [ctx: TenantContext, filter: object, indexes: Record<string, number>][] = [
      [all, { status: ['OPEN', 'PENDING'] }, { conversation_status_index: 2 }],
      [team, {}, { conversation_assignee_index: 2, conversation_team_index: 2 }],
    ];
    for (const [ctx, filter, indexes] of wanted) {
      const { sql, params } = listStatement(ctx, filter, { first: 30, after: { lastActivityAt: 5, id: newId() } });
      const text = await plan(sql, params);
      for (const [index, times] of Object.entries(indexes))
        expect(text.split(`USING INDEX ${index} `)).toHaveLength(times + 1);
      expect(text).not.toMatch(/SCAN c\b/);
    }
  });

  it('finds what is outstanding without walking through threads', async () => {
    const plans: [sql: string, index: string][] = [
      [
        `select id from message where tenant_id = 1 and conversation_id in (1, 2) and status in ${OUTSTANDING}`,
        'message_outgoing_index',
      ],
      [
        `select count(*) from message where tenant_id = 1 and conversation_id = 2 and direction = 'INBOUND' and read_at is null`,
        'message_unread_index',
      ],
      [
        `select id, tenant_id from conversation where status = 'SNOOZED' and snoozed_until <= 1 order by snoozed_until`,
        'conversation_snoozed_index',
      ],
    ];
    for (const [sql, index] of plans) expect(await plan(sql, [])).toContain(index);
    inbox.statements.length = 0;
    for (const sweep of outboundSweeps(inbox.platform)) await sweep.find(10);
    for (const sql of [...inbox.statements])
      expect(await plan(sql, [1, 2, 3].slice(0, sql.split('?').length - 1))).toContain('message_outgoing_index');
  });

  it('takes deliveries from the queue in order without sorting it', async () => {
    inbox.statements.length = 0;
    await dueRows(inbox.platform, inbox.tenantId, newId(), 200);
    const text = await plan(inbox.statements[0] as string, Array(9).fill(1));
    expect(text.split('USING INDEX inbound_event_due_index (integration_id=? AND status=?)')).toHaveLength(3);
    expect(text).not.toContain('inbound_event_status_index');
  });
});
