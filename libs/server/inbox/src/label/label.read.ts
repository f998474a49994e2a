import type { TenantContext } from '@prosa/server/platform';
import type { LabelColour } from './label.entity';

export interface LabelRow {
  id: string;
  name: string;
  colour: LabelColour;
}

const COLUMNS = 'l.id, l.name, l.colour';

/** Those of these labels that are of the caller's tenant. */
export async function readLabels(ctx: TenantContext, ids: readonly string[]): Promise<LabelRow[]> {
  if (ids.length === 0) return [];
  return ctx.platform.db.read<LabelRow>(
    `select ${COLUMNS} from label l where l.tenant_id = ? and l.id in (${ids.map(() => '?').join(', ')})`,
    [ctx.tenantId, ...ids],
  );
}

/** Every label of the tenant, by name. */
export const readAllLabels = (ctx: TenantContext): Promise<LabelRow[]> =>
  ctx.platform.db.read<LabelRow>(`select ${COLUMNS} from label l where l.tenant_id = ? order by l.name`, [
    ctx.tenantId,
  ]);
