import { Kind, parse, type ASTVisitor, type DocumentNode, type ParseOptions, type SelectionNode, type SelectionSetNode, type Source, type ValidationContext } from 'graphql';
import { tooComplex } from '../graphql/complexity';

const MOST_TOKENS = 2_000;
const MOST_ALIASES = 60;
const MOST_ROOT_FIELDS = 20;
/** Fragments that spread fragments grow by doubling: what would count their fields one by one never comes back. */
const MOST_SELECTIONS = 2_000;

/** Reads a document, but no endless one. Throws GraphQLError. */
export function parseLimited(source: string | Source, options: ParseOptions = {}): DocumentNode {
  try {
    return parse(source, { ...options, maxTokens: MOST_TOKENS });
  } catch (error) {
    throw /more that \d+ tokens/.test((error as Error).message) ? tooComplex(`more than ${MOST_TOKENS} words`) : error;
  }
}

/** Refuses operations that ask for the same thing over and over under other names; depth and cost are `complexity.ts`'s. */
export function limitRule(context: ValidationContext): ASTVisitor {
  const rootFields = counter(context, false);
  const selections = counter(context, true);
  let aliases = 0;
  return {
    OperationDefinition: ({ selectionSet }) => {
      if (rootFields(selectionSet) > MOST_ROOT_FIELDS) context.reportError(tooComplex('too many fields at the top'));
      if (selections(selectionSet) > MOST_SELECTIONS) context.reportError(tooComplex('too many fields, fragments spread out'));
    },
    Field: ({ alias }) => {
      if (alias && ++aliases === MOST_ALIASES + 1) context.reportError(tooComplex('too many aliases'));
    },
  };
}

/** Counts fields with fragments spread out, each fragment looked at once; `deep` counts those below, too. */
function counter(context: ValidationContext, deep: boolean): (set: SelectionSetNode) => number {
  const known = new Map<string, number>();
  const ofFragment = (name: string): number => {
    if (!known.has(name)) {
      known.set(name, 0); // what spreads itself is refused by another rule
      const fragment = context.getFragment(name);
      if (fragment) known.set(name, (deep ? 1 : 0) + count(fragment.selectionSet));
    }
    return known.get(name) as number;
  };
  const ofSelection = (selection: SelectionNode): number => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection.name.value);
    if (selection.kind === Kind.INLINE_FRAGMENT) return count(selection.selectionSet);
    return 1 + (deep && selection.selectionSet ? count(selection.selectionSet) : 0);
  };
  const count = (set: SelectionSetNode): number => set.selections.reduce((sum, selection) => sum + ofSelection(selection), 0);
  return count;
}
