import type { FieldMap, InterfaceParam, ObjectRef } from '@pothos/core';
import { brandWithType } from '@pothos/core';
import type { TenantContext } from '../context/context';
import type { Permission } from '../context/rights';
import { builder } from './builder';
import { loaderOf, type GraphqlContext } from './graphql-context';

type Types = typeof builder extends PothosSchemaTypes.SchemaBuilder<infer T> ? T : never;
type Load<T> = (tenant: TenantContext, ids: readonly string[], ctx: GraphqlContext) => Promise<Map<string, T>>;

const loads = new Map<string, Load<unknown>>();

/**
 * A Node type: who may read it, and how rows of it are loaded by id (those of this tenant that the caller sees; the others
 * are simply not in the answer). One batch per operation.
 */
export function nodeType<T extends { id: string }>(
  ref: ObjectRef<Types, T>,
  options: {
    right: Permission | 'member';
    load: Load<T>;
    description?: string;
    interfaces?: InterfaceParam<Types>[];
    fields: (t: PothosSchemaTypes.ObjectFieldBuilder<Types, T>) => FieldMap;
  },
): void {
  const name = (ref as unknown as { name: string }).name;
  loads.set(name, options.load as Load<unknown>);
  builder.node(ref, {
    authScopes: options.right === 'member' ? { member: true } : { right: options.right },
    id: { resolve: (row: T) => row.id },
    ...(options.description && { description: options.description }),
    ...(options.interfaces && { interfaces: options.interfaces }),
    loadManyWithoutCache: async (ids: string[], ctx: GraphqlContext) => Promise.all(ids.map((id) => loadNode<T>(ctx, name, id))),
    fields: options.fields,
  } as never);
}

/** The row behind a node, or null when there is none that the caller may see. */
export async function loadNode<T>(ctx: GraphqlContext, name: string, id: string | null | undefined): Promise<T | null> {
  const load = loads.get(name) as Load<T> | undefined;
  const { tenant } = ctx;
  if (!load || !tenant || !id) return null;
  const row = await loaderOf<T>(ctx, `node:${name}`, (ids) => load(tenant, ids, ctx)).load(id);
  if (row) brandWithType(row as object, name as never);
  return row;
}

export const nodeNames = (): string[] => [...loads.keys()].sort();
