const SEED = process.env['PROSA_PROPERTY_SEED'] ?? '20261101';
const TIMES = Number(process.env['PROSA_PROPERTY_TIMES'] ?? 1);

/**
 * How a property is tried. An ordinary run tries the same cases each time, so that a failure is the change's and not chance's.
 * `PROSA_PROPERTY_SEED=random PROSA_PROPERTY_TIMES=20` goes looking for others; what it finds is had again with the seed that it prints.
 */
export const propertyRuns = (numRuns: number): { numRuns: number; seed?: number } => ({
  numRuns: numRuns * TIMES,
  ...(SEED !== 'random' && { seed: Number(SEED) }),
});
