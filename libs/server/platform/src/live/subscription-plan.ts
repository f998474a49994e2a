import { createHash } from 'node:crypto';
import {
  getOperationAST, Kind, print, TypeInfo, visit, visitWithTypeInfo,
  type DocumentNode, type ExecutionArgs, type FieldNode, type GraphQLField, type SelectionSetNode,
} from 'graphql';

/** What of a subscription decides with whom it shares its results. */
export interface SubscriptionPlan {
  /** Its one root field. */
  field: GraphQLField<unknown, unknown>;
  /** Of the document and the variables, without where it starts: followers at different positions read the same events. */
  fingerprint: string;
  /** It selects a field whose value is the viewer's own (`extensions: { perViewer: true }` in Pothos). */
  perViewer: boolean;
}

/** Reads a validated document; null when it has no subscription of that name. */
export function planSubscription({ schema, document, operationName, variableValues }: ExecutionArgs): SubscriptionPlan | null {
  const operation = getOperationAST(document, operationName);
  const root = operation && rootField(document, operation.selectionSet);
  const field = root && schema.getSubscriptionType()?.getFields()[root.name.value];
  if (!field) return null;
  const read = new Set<string>();
  let perViewer = false;
  const types = new TypeInfo(schema);
  const timeless = visit(document, {
    Field: (node) => (node === root ? { ...node, arguments: node.arguments?.filter(({ name }) => name.value !== 'after') } : undefined),
  });
  visit(timeless, visitWithTypeInfo(types, {
    Field: () => void (perViewer ||= types.getFieldDef()?.extensions['perViewer'] === true),
    VariableDefinition: () => false, // declaring a variable is not reading it
    Variable: ({ name }) => void read.add(name.value),
  }));
  const values = [...read].sort().map((name) => [name, variableValues?.[name]]);
  const fingerprint = createHash('sha256').update(JSON.stringify([print(timeless), operationName, values])).digest('base64url');
  return { field, fingerprint, perViewer };
}

/** The first field, looked for in fragments too: validation has seen to it that there is one only. */
function rootField(document: DocumentNode, { selections }: SelectionSetNode): FieldNode | null {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) return selection;
    const found = rootField(document, selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragment(document, selection.name.value));
    if (found) return found;
  }
  return null;
}

function fragment(document: DocumentNode, name: string): SelectionSetNode {
  const found = document.definitions.find((definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name);
  return found?.kind === Kind.FRAGMENT_DEFINITION ? found.selectionSet : { kind: Kind.SELECTION_SET, selections: [] };
}
