import { AccessDenied, newId, NotFound, unitOfWork, UserProblem, type TenantContext } from '@prosa/server/platform';
import { SavedView, type SavedViewList } from './saved-view.entity';

export interface SavedViewRow {
  id: string;
  memberId: string;
  list: SavedViewList;
  name: string;
  state: unknown;
  shared: boolean;
}
type Raw = Record<string, unknown>;

const LONGEST_NAME = 60;
const LARGEST_STATE = 4_000;
const MOST_VIEWS = 100;

function memberOf({ actor }: TenantContext): string {
  if (actor.kind !== 'member') throw new AccessDenied('FORBIDDEN');
  return actor.memberId;
}

/** The caller's own and the shared ones, by name; of one list, by id, or all. */
export async function readSavedViews(
  ctx: TenantContext,
  only: { list?: SavedViewList | null; ids?: readonly string[] } = {},
): Promise<SavedViewRow[]> {
  if (only.ids?.length === 0) return [];
  const rows = await ctx.platform.db.read<Raw>(
    `select v.id, v.member_id, v.list, v.name, v.state, v.shared from saved_view v
      where v.tenant_id = ? and (v.shared or v.member_id = ?)${only.list ? ' and v.list = ?' : ''}${only.ids ? ` and v.id in (${only.ids.map(() => '?').join(', ')})` : ''}
      order by v.name, v.id`,
    [ctx.tenantId, memberOf(ctx), ...(only.list ? [only.list] : []), ...(only.ids ?? [])],
  );
  return rows.map((raw) => ({
    id: raw['id'] as string,
    memberId: raw['member_id'] as string,
    list: raw['list'] as SavedViewList,
    name: raw['name'] as string,
    state: typeof raw['state'] === 'string' ? JSON.parse(raw['state']) : raw['state'],
    shared: Boolean(raw['shared']),
  }));
}

export interface SaveSavedView {
  id?: string | null;
  list: SavedViewList;
  name: string;
  state?: unknown;
  shared: boolean;
}

/** Keeps a view. Another's can be changed only by who may manage the inbox, and only while it is shared. Throws NotFound, UserProblem. */
export async function saveSavedView(ctx: TenantContext, input: SaveSavedView): Promise<{ id: string }> {
  const memberId = memberOf(ctx);
  const name = input.name.trim();
  if (name === '' || name.length > LONGEST_NAME)
    throw new UserProblem('INVALID', `A name has 1 to ${LONGEST_NAME} characters.`, ['name']);
  if (typeof input.state !== 'object' || input.state === null || JSON.stringify(input.state).length > LARGEST_STATE)
    throw new UserProblem('INVALID', 'This is no state of a list.', ['state']);
  return unitOfWork(ctx, async ({ em }) => {
    const view = input.id ? await findView(ctx, em, input.id) : null;
    if (view && view.list !== input.list) throw new UserProblem('INVALID', 'A view stays with its list.', ['list']);
    // Taken from all to oneself, it would be gone for who made it.
    const shared = view && view.memberId !== memberId ? true : input.shared;
    if (view) return Object.assign(view, { name, state: input.state, shared });
    if ((await em.count(SavedView, { memberId })) >= MOST_VIEWS)
      throw new UserProblem('TOO_MANY', `At most ${MOST_VIEWS} views.`, ['name']);
    const { list, state } = input;
    const { tenantId } = ctx;
    return em.create(SavedView, {
      id: newId(),
      tenantId,
      memberId,
      list,
      name,
      state,
      shared,
      createdAt: ctx.platform.clock.now(),
    });
  });
}

export async function deleteSavedView(ctx: TenantContext, id: string): Promise<{ type: 'SavedView'; id: string }> {
  return unitOfWork(ctx, async ({ em }) => {
    em.remove(await findView(ctx, em, id));
    return { type: 'SavedView', id };
  });
}

async function findView(ctx: TenantContext, em: TenantContext['em'], id: string): Promise<SavedView> {
  const view = await em.findOne(SavedView, { id });
  const mine = view?.memberId === memberOf(ctx);
  if (!view || (!mine && !view.shared)) throw new NotFound('SavedView');
  if (!mine && !ctx.permissions.has('inbox:manage'))
    throw new UserProblem('NOT_YOURS', 'Only whoever made this view, or a manager, can change it.', ['id']);
  return view;
}
