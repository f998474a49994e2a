import DataLoaderClass from 'dataloader';
import type DataLoader from 'dataloader';
import type { Platform, TenantContext } from '../context/context';

/** What resolvers know. `tenant` is null for a signed-out caller. */
export interface GraphqlContext {
  platform: Platform;
  tenant: TenantContext | null;
  request: { ip: string; userAgent: string | null };
  /** Sets or clears the browser's session cookie; does nothing on a socket. */
  setSession(token: string | null): void;
  /** One batch loader per name and operation: made on first use, forgotten with the operation. */
  loaders: Map<string, DataLoader<string, unknown>>;
}

/** A batch loader of this operation. `load` gets unique keys and answers by key; what is missing becomes null. */
export function loaderOf<T>(ctx: GraphqlContext, name: string, load: (keys: readonly string[]) => Promise<Map<string, T>>): DataLoader<string, T | null> {
  const known = ctx.loaders.get(name) as DataLoader<string, T | null> | undefined;
  if (known) return known;
  const made = new DataLoaderClass<string, T | null>(async (keys) => {
    const found = await load(keys);
    return keys.map((key) => found.get(key) ?? null);
  });
  ctx.loaders.set(name, made as DataLoader<string, unknown>);
  return made;
}
