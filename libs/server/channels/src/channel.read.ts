import type { IntegrationProvider, IntegrationStatus, IntegrationView } from '@prosa/server/integrations';
import type { TenantContext } from '@prosa/server/platform';
import type { AgentAudience, ChannelState } from './channels.entities';
import type { BusinessHours } from './hours/business-hours';
import type { OperatingHours } from './hours/operating-hours';

/** A channel with what it has as an integration, as screens and API read it. */
export interface ChannelView extends IntegrationView {
  __node: 'Channel';
  tenantId: string;
  instanceName: string;
  state: ChannelState;
  stateSince: Date;
  stateReason: string | null;
  lastEvidenceAt: Date | null;
  evidence: string | null;
  qrCodeSealed: string | null;
  qrAttempt: number;
  qrExpiresAt: Date | null;
  phoneNumber: string | null;
  profileName: string | null;
  profilePictureUrl: string | null;
  audience: AgentAudience;
  testNumbers: string[];
  groups: boolean;
  pacing: ChannelPacing;
  readReceipts: boolean;
  businessHours: BusinessHours;
  teamId: string | null;
}

/** In what rhythm an agent's messages go out. */
export interface ChannelPacing {
  minSeconds: number;
  maxSeconds: number;
  typing: boolean;
}

type Row = Record<string, unknown>;
/** PostgreSQL parses JSON, SQLite gives its text. */
const operatingHoursIn = (value: unknown): OperatingHours[] =>
  typeof value === 'string' ? JSON.parse(value) : ((value as OperatingHours[] | null) ?? []);
const date = (value: unknown): Date | null => (value == null ? null : new Date(Number(value)));

const SELECT = `select c.*, i.provider, i.status, i.display_name, i.connected_at, i.last_success_at, i.problem
  from channel c join integration i on i.id = c.id and i.tenant_id = c.tenant_id
 where c.tenant_id = ? and c.deleted_at is null`;

export async function readChannels({ platform, tenantId }: TenantContext, where: { ids?: readonly string[]; after?: string | null; limit?: number } = {}): Promise<ChannelView[]> {
  const { ids, after, limit } = where;
  const conditions = [ids && `c.id in (${ids.map(() => '?').join(', ') || 'null'})`, after && 'c.id > ?'].filter(Boolean).map((condition) => ` and ${condition}`);
  const rows = await platform.db.read<Row>(`${SELECT}${conditions.join('')} order by c.id${limit ? ` limit ${Number(limit)}` : ''}`, [
    tenantId,
    ...(ids ?? []),
    ...(after ? [after] : []),
  ]);
  return rows.map(viewOf);
}

function viewOf(row: Row): ChannelView {
  const numbers = row['test_numbers'];
  return {
    __node: 'Channel',
    id: String(row['id']),
    tenantId: String(row['tenant_id']),
    provider: row['provider'] as IntegrationProvider,
    status: row['status'] as IntegrationStatus,
    displayName: String(row['display_name']),
    connectedAt: date(row['connected_at']),
    lastSuccessAt: date(row['last_success_at']),
    problem: (row['problem'] as string | null) ?? null,
    instanceName: String(row['instance_name']),
    state: row['state'] as ChannelState,
    stateSince: date(row['state_since']) as Date,
    stateReason: (row['state_reason'] as string | null) ?? null,
    lastEvidenceAt: date(row['last_evidence_at']),
    evidence: (row['evidence'] as string | null) ?? null,
    qrCodeSealed: (row['qr_code_sealed'] as string | null) ?? null,
    qrAttempt: Number(row['qr_attempt']),
    qrExpiresAt: date(row['qr_expires_at']),
    phoneNumber: (row['phone_number'] as string | null) ?? null,
    profileName: (row['profile_name'] as string | null) ?? null,
    profilePictureUrl: (row['profile_picture_url'] as string | null) ?? null,
    audience: row['audience'] as AgentAudience,
    testNumbers: typeof numbers === 'string' ? JSON.parse(numbers) : (numbers as string[]),
    groups: Boolean(row['groups']),
    pacing: {
      minSeconds: Number(row['pacing_min_seconds']),
      maxSeconds: Number(row['pacing_max_seconds']),
      typing: Boolean(row['show_typing']),
    },
    readReceipts: Boolean(row['read_receipts']),
    businessHours: {
      hours: operatingHoursIn(row['operating_hours']),
      timeZone: (row['time_zone'] as string | null) ?? null,
      awayMessage: (row['away_message'] as string | null) ?? null,
    },
    teamId: (row['team_id'] as string | null) ?? null,
  };
}
