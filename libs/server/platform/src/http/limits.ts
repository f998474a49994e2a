import { GraphQLError, Kind, type ASTVisitor, type ValidationContext } from 'graphql';

const MOST_ALIASES = 60;
const MOST_ROOT_FIELDS = 20;

/** Refuses operations that ask for the same thing over and over under other names; depth and cost are the complexity plugin's. */
export function limitRule(context: ValidationContext): ASTVisitor {
  let aliases = 0;
  return {
    OperationDefinition: (node) => {
      if (node.selectionSet.selections.length > MOST_ROOT_FIELDS) refuse(context, 'too many fields at the top');
    },
    Field: (node) => {
      if (node.alias && ++aliases === MOST_ALIASES + 1) refuse(context, 'too many aliases');
    },
    Directive: (node) => {
      if (node.name.value === 'defer' || node.name.value === 'stream') refuse(context, 'incremental delivery');
    },
    [Kind.FRAGMENT_SPREAD]: () => undefined,
  };
}

function refuse(context: ValidationContext, what: string): void {
  context.reportError(new GraphQLError(`This operation has ${what}.`, { extensions: { code: 'TOO_COMPLEX' } }));
}
