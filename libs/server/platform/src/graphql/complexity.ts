import type { GraphQLError } from 'graphql';
import { graphqlError } from './graphql-errors';

/** The costliest operation that is run: the dashboard's own stay under a tenth of it. Breadth leaves room for one that asks for every field of every kind of row. */
export const LIMITS = { complexity: 30_000, depth: 14, breadth: 1_000 };

export const tooComplex = (what: string): GraphQLError => graphqlError('TOO_COMPLEX', `This operation is too much at once: ${what}.`);

/** The refusal of what costs more than the limits; null for what may be run. */
export function overLimit(cost: { complexity: number; depth: number; breadth: number }): GraphQLError | null {
  if (cost.depth > LIMITS.depth) return tooComplex(`more than ${LIMITS.depth} levels deep`);
  if (cost.breadth > LIMITS.breadth) return tooComplex(`more than ${LIMITS.breadth} fields`);
  if (cost.complexity > LIMITS.complexity) return tooComplex('it would read too many rows');
  return null;
}
