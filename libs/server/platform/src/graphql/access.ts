import { isObjectType, type GraphQLField, type GraphQLSchema } from 'graphql';
import { actsAsMember, isPerson } from '../context/api-scopes';
import type { TenantContext } from '../context/context';
import type { Permission } from '../context/rights';

type Scopes = { public?: boolean; member?: boolean; person?: boolean; right?: Permission };
const ROOTS = ['Query', 'Mutation', 'Subscription'];

const scopesOf = (extensions: unknown): Scopes | null => (extensions as { pothosOptions?: { authScopes?: Scopes } }).pothosOptions?.authScopes ?? null;

function rightOf(extensions: unknown): string | null {
  const scopes = scopesOf(extensions);
  if (scopes?.public) return 'public';
  if (scopes?.member) return 'any member';
  if (scopes?.person) return 'any member, by no API key';
  return typeof scopes?.right === 'string' ? `right ${scopes.right}` : null;
}

/** Whether the caller may use this entry of the schema, by the right that it declares; an entry without one is nobody's. */
export function mayUse(field: GraphQLField<unknown, unknown>, tenant: TenantContext | null): boolean {
  const scopes = scopesOf(field.extensions);
  if (scopes?.public) return true;
  if (!scopes || !tenant) return false;
  if (scopes.member) return actsAsMember(tenant);
  if (scopes.person) return isPerson(tenant);
  return scopes.right !== undefined && tenant.permissions.has(scopes.right);
}

/** Who may use each entry of the schema, sorted. Throws, naming each one, when an entry has no declared right: default deny. */
export function describeAccess(schema: GraphQLSchema): string[] {
  const lines: string[] = [];
  const unguarded: string[] = [];
  const note = (name: string, extensions: unknown) => {
    const right = rightOf(extensions);
    if (right) lines.push(`${name}: ${right}`);
    else unguarded.push(name);
  };
  for (const root of ROOTS) {
    const type = schema.getType(root);
    if (isObjectType(type)) for (const field of Object.values(type.getFields())) note(`${root}.${field.name}`, field.extensions);
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node')) note(type.name, type.extensions);
  }
  if (unguarded.length > 0) throw new Error(`No right is declared for: ${unguarded.join(', ')}`);
  return lines.sort();
}
