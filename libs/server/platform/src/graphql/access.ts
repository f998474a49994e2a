import { isObjectType, type GraphQLField, type GraphQLSchema } from 'graphql';

interface Declared {
  pothosOptions?: { authScopes?: Record<string, unknown> };
}
const ROOTS = ['Query', 'Mutation', 'Subscription'];

function rightOf(extensions: unknown): string | null {
  const scopes = (extensions as Declared).pothosOptions?.authScopes;
  if (!scopes) return null;
  if (scopes['public']) return 'public';
  if (scopes['member']) return 'any member';
  return typeof scopes['right'] === 'string' ? `right ${scopes['right']}` : null;
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
    const fields: Record<string, GraphQLField<unknown, unknown>> = (schema.getType(root) as { getFields?(): Record<string, GraphQLField<unknown, unknown>> })?.getFields?.() ?? {};
    for (const field of Object.values(fields)) note(`${root}.${field.name}`, field.extensions);
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node')) note(type.name, type.extensions);
  }
  if (unguarded.length > 0) throw new Error(`No right is declared for: ${unguarded.join(', ')}`);
  return lines.sort();
}
