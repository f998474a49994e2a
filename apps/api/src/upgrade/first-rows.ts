import { createHash } from 'node:crypto';
import { newId, type Database } from '@prosa/server/platform';

const AT = Date.parse('2026-11-02T12:00:00Z');
/** The token of the owner's session. */
export const OLD_TOKEN = 'a-session-of-the-first-version-'.padEnd(43, 'x');
export const OLD_TEXT = 'Oi, quanto custa? 😀 "aspas" \\ e\numa linha';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const sortKey = (at: number, id: string) => `${String(at).padStart(15, '0')}-${id}`;

/** The rows of a workspace at work, in every table of the first schema, as the first version wrote them; and what names them. */
export function firstRows(seal: (secret: string, use: string) => string) {
  const id = {
    tenant: newId(),
    user: newId(),
    member: newId(),
    team: newId(),
    agent: newId(),
    channel: newId(),
    contact: newId(),
    group: newId(),
    conversation: newId(),
    other: newId(),
    run: newId(),
    inbound: newId(),
    outbound: newId(),
    failed: newId(),
  };
  const tenant = { tenant_id: id.tenant };
  const made = { created_at: AT };
  const message = (over: object) => ({
    ...tenant,
    conversation_id: id.conversation,
    channel_id: id.channel,
    kind: 'TEXT',
    ...made,
    sent_at: AT,
    ...over,
  });
  const conversation = (over: object) => ({
    ...tenant,
    channel_id: id.channel,
    status: 'OPEN',
    labels: '[]',
    last_activity_at: AT + 2_000,
    ...made,
    ...over,
  });
  const rows: [table: string, row: Record<string, unknown>][] = [
    [
      'tenant',
      { id: id.tenant, name: 'Loja da Ana', time_zone: 'America/Sao_Paulo', locale: 'pt-BR', currency: 'BRL', ...made },
    ],
    [
      'user_account',
      { id: id.user, name: 'Ana', email: 'ana@example.com', password_hash: 'argon2id', locale: 'pt-BR', ...made },
    ],
    ['member', { id: id.member, ...tenant, user_id: id.user, role: 'OWNER', visibility: 'ALL', active: true, ...made }],
    ['team', { id: id.team, ...tenant, name: 'Vendas', ...made }],
    ['team_member', { team_id: id.team, member_id: id.member, ...tenant }],
    [
      'session',
      {
        ...{ id: newId(), token_hash: hash(OLD_TOKEN), user_id: id.user, ...tenant, member_id: id.member, ...made },
        ...{ last_seen_at: AT, expires_at: AT + 400 * 86_400_000, ip: '10.0.0.1', user_agent: 'Firefox' },
      },
    ],
    ['login_throttle', { key: 'k', failures: 2, window_start: AT, blocked_until: null }],
    [
      'agent',
      {
        ...{
          id: id.agent,
          ...tenant,
          name: 'Bia',
          type: 'SDR',
          status: 'ACTIVE',
          tools: '[]',
          client_key: 'k',
          updated_at: AT,
          ...made,
        },
        config: JSON.stringify({
          ...{
            persona: '',
            business: 'Flores',
            offer: '',
            audience: '',
            policies: '',
            goal: '',
            language: 'pt-BR',
            model: null,
          },
          operatingHours: [{ weekday: 1, from: '09:00', to: '18:00' }],
          ...{ questions: ['Para quando?'], handoffRules: '', maxRepliesPerConversation: null, monthlyBudget: null },
        }),
      },
    ],
    [
      'integration',
      {
        id: id.channel,
        ...tenant,
        provider: 'EVOLUTION',
        status: 'CONNECTED',
        display_name: 'Loja',
        connected_at: AT,
        ...made,
      },
    ],
    ['integration_binding', { integration_id: id.channel, agent_id: id.agent, ...tenant, ...made }],
    [
      'channel',
      {
        ...{
          id: id.channel,
          ...tenant,
          instance_name: 'prosa-1',
          webhook_key: 'hook',
          state: 'CONNECTED',
          state_since: AT,
        },
        webhook_secret_sealed: seal('hook-secret', `channel-webhook:${id.channel}`),
        ...{ phone_number: '+5511999990000', audience: 'EVERYONE', test_numbers: '["+5511999990001"]', groups: true },
        ...{ first_connected_at: AT, last_evidence_at: AT, evidence: 'event', ...made },
      },
    ],
    [
      'channel_state_change',
      {
        id: newId(),
        ...tenant,
        channel_id: id.channel,
        state: 'CONNECTED',
        since: AT,
        evidence: 'event',
        evidence_at: AT,
      },
    ],
    ['prior_chat', { channel_id: id.channel, value: '+5511999990009', ...tenant, seen_at: AT }],
    [
      'contact',
      {
        id: id.contact,
        ...tenant,
        name: 'Carla Dias',
        name_source: 'PUSH_NAME',
        owner_id: id.member,
        updated_at: AT,
        ...made,
      },
    ],
    [
      'contact',
      { id: id.group, ...tenant, name: 'Família', name_source: 'PROVIDER', team_id: id.team, updated_at: AT, ...made },
    ],
    [
      'contact_identity',
      { id: newId(), ...tenant, contact_id: id.contact, kind: 'PHONE', value: '+5511999990001', ...made },
    ],
    [
      'contact_identity',
      { id: newId(), ...tenant, contact_id: id.group, kind: 'GROUP', value: '120363021234567890@g.us', ...made },
    ],
    [
      'conversation',
      conversation({
        ...{ id: id.conversation, contact_id: id.contact, remote_jid: '5511999990001@s.whatsapp.net', is_group: false },
        ...{ handler: 'HUMAN', agent_id: id.agent, assignee_id: id.member, team_id: id.team, unread_count: 1 },
        ...{ last_message_id: id.failed, last_message_key: sortKey(AT + 2_000, id.failed), last_inbound_at: AT },
        ...{
          last_inbound_key: sortKey(AT, id.inbound),
          agent_answered_key: sortKey(AT, id.inbound),
          handoff_reason: 'HANDOFF',
        },
      }),
    ],
    [
      'conversation',
      conversation({
        ...{
          id: id.other,
          contact_id: id.group,
          remote_jid: '120363021234567890@g.us',
          is_group: true,
          handler: 'HUMAN',
        },
        ...{ status: 'SNOOZED', snoozed_until: AT + 10 * 365 * 86_400_000 },
      }),
    ],
    [
      'agent_run',
      {
        id: id.run,
        ...tenant,
        agent_id: id.agent,
        conversation_id: id.conversation,
        inbound_key: sortKey(AT, id.inbound),
        status: 'REPLIED',
        input_tokens: 10,
        output_tokens: 5,
        started_at: AT,
        finished_at: AT,
        ...made,
      },
    ],
    [
      'message',
      message({
        ...{
          id: id.inbound,
          direction: 'INBOUND',
          status: 'RECEIVED',
          text: OLD_TEXT,
          author_kind: 'CONTACT',
          author_id: id.contact,
        },
        ...{ provider_id: 'IN1', sort_key: sortKey(AT, id.inbound) },
        detail: JSON.stringify({ reactions: [{ by: 'me', fromMe: true, emoji: '👍', at: AT }] }),
      }),
    ],
    [
      'message',
      message({
        ...{
          id: id.outbound,
          direction: 'OUTBOUND',
          status: 'READ',
          text: 'Dez reais',
          author_kind: 'AGENT',
          author_id: id.agent,
        },
        ...{
          provider_id: 'OUT1',
          sort_key: sortKey(AT + 1_000, id.outbound),
          sent_at: AT + 1_000,
          agent_run_id: id.run,
        },
        ...{
          delivered_at: AT + 1_100,
          read_at: AT + 1_200,
          reply_to_provider_id: 'IN1',
          client_key: 'agent:1',
          send_attempts: 1,
        },
      }),
    ],
    [
      'message',
      message({
        ...{
          id: id.failed,
          direction: 'OUTBOUND',
          status: 'FAILED',
          text: 'Até logo',
          author_kind: 'MEMBER',
          author_id: id.member,
        },
        ...{
          sort_key: sortKey(AT + 2_000, id.failed),
          sent_at: AT + 2_000,
          client_key: 'member:1',
          failure_code: 'REFUSED',
        },
        ...{ failure_message: 'no', failure_retryable: true, queued_at: AT + 2_000 },
      }),
    ],
    [
      'message_ack',
      {
        ...tenant,
        channel_id: id.channel,
        provider_id: 'OUT1',
        status: 'READ',
        delivered_at: AT,
        read_at: AT,
        reactions: null,
        seen_at: AT,
      },
    ],
    [
      'inbound_event',
      {
        id: newId(),
        ...tenant,
        integration_id: id.channel,
        provider: 'EVOLUTION',
        event: 'messages.upsert',
        status: 'PROCESSED',
        body_hash: hash('body'),
        payload: '{"event":"messages.upsert"}',
        received_at: AT,
        processed_at: AT,
        next_attempt_at: AT,
      },
    ],
    ['event_head', { ...tenant, seq: 2 }],
    [
      'event_log',
      {
        ...tenant,
        seq: 1,
        type: 'CONVERSATION_CREATED',
        node_type: 'Conversation',
        node_id: id.conversation,
        version: 1,
        audience: '{"kind":"tenant"}',
        conversation_id: id.conversation,
        at: AT,
      },
    ],
    [
      'event_log',
      {
        ...tenant,
        seq: 2,
        type: 'MESSAGE_RECEIVED',
        node_type: 'Message',
        node_id: id.inbound,
        version: 1,
        audience: '{"kind":"tenant"}',
        conversation_id: id.conversation,
        at: AT,
      },
    ],
    [
      'async_job',
      {
        id: newId(),
        ...tenant,
        kind: 'agent.reply',
        key: id.conversation,
        payload: '{}',
        status: 'DONE',
        attempts: 1,
        max_attempts: 8,
        run_at: AT,
        finished_at: AT,
        ...made,
      },
    ],
  ];
  return { id, rows };
}

export async function writeRows(db: Database, rows: readonly [string, Record<string, unknown>][]): Promise<void> {
  for (const [table, row] of rows) {
    const columns = Object.keys(row);
    await db.write(
      `insert into "${table}" (${columns.map((column) => `"${column}"`).join(', ')}) values (${columns.map(() => '?').join(', ')})`,
      Object.values(row) as never,
    );
  }
}
