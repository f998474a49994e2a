import { AccessDenied, unitOfWork, type TenantContext } from '@prosa/server/platform';
import { NotificationSetting, type NotificationKind, type Ways } from './notification.entities';
import { everyWay, waysOf } from './ways';

/** How a member wants to be told, of every kind. */
export interface Settings {
  /** The member's: each has one. */
  id: string;
  kinds: ({ kind: NotificationKind } & Ways)[];
  hideText: boolean;
}
export interface SettingsChange {
  kinds?: readonly ({ kind: NotificationKind } & { [W in keyof Ways]?: boolean | null })[] | null;
  hideText?: boolean | null;
}

const settingsOf = (id: string, row: NotificationSetting | null): Settings => ({
  id,
  kinds: everyWay(row),
  hideText: row?.hideText ?? false,
});

export async function readSettings(ctx: TenantContext): Promise<Settings> {
  const memberId = memberOf(ctx);
  return settingsOf(memberId, await ctx.em.findOne(NotificationSetting, { memberId }));
}

/** Changes what is given, for the caller alone. */
export async function saveSettings(ctx: TenantContext, { kinds, hideText }: SettingsChange): Promise<Settings> {
  const memberId = memberOf(ctx);
  return unitOfWork(ctx, async ({ em }) => {
    const updatedAt = ctx.platform.clock.now();
    const row =
      (await em.findOne(NotificationSetting, { memberId })) ??
      em.create(NotificationSetting, { memberId, tenantId: ctx.tenantId, ways: {}, hideText: false, updatedAt });
    const ways = { ...row.ways };
    for (const { kind, ...change } of kinds ?? []) {
      const said = Object.entries(change).filter(([, wanted]) => wanted != null);
      ways[kind] = { ...waysOf({ ways }, kind), ...Object.fromEntries(said) };
    }
    Object.assign(row, { ways, hideText: hideText ?? row.hideText, updatedAt });
    return settingsOf(memberId, row);
  });
}

function memberOf({ sight }: TenantContext): string {
  if (!sight.memberId) throw new AccessDenied('FORBIDDEN');
  return sight.memberId;
}
