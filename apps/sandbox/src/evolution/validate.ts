import { invalid } from './answer';
import { isJson, type Json } from './wire';

type Check = (value: unknown) => string | null;

const isNumber: Check = (value) => (typeof value === 'string' ? null : 'Invalid format');
const milliseconds: Check = (value) => (Number.isInteger(value) ? null : 'Enter a value in milliseconds');
/** Fields that say the same wherever they stand. */
const COMMON: Record<string, Check> = { number: isNumber, delay: milliseconds };

export const oneOf =
  (field: string, ...allowed: string[]): Check =>
  (value) =>
    allowed.includes(value as string) ? null : `${field} is not one of enum values: ${allowed.join(',')}`;
export const typed =
  (field: string, type: 'string' | 'boolean' | 'number' | 'array'): Check =>
  (value) =>
    (type === 'array' ? Array.isArray(value) : typeof value === type) ? null : `${field} is not of a type(s) ${type}`;

/** Evolution's schema validation: all complaints at once, wrong values before missing ones. */
export function validate(
  body: unknown,
  required: string[],
  checks: Record<string, Check> = {},
  where = 'instance',
): Json {
  const given = isJson(body) ? body : {};
  const wrong = Object.entries({ ...COMMON, ...checks })
    .filter(([field]) => given[field] !== undefined)
    .map(([field, check]) => check(given[field]))
    .filter((message): message is string => message !== null);
  const missing = required
    .filter((field) => given[field] === undefined)
    .map((field) => `${where} requires property "${field}"`);
  if (wrong.length + missing.length > 0) throw invalid([...wrong, ...missing]);
  return given;
}

export function validateEach(items: unknown, field: string, required: string[]): Json[] {
  if (!Array.isArray(items)) throw invalid([`${field} is not of a type(s) array`]);
  return items.map((item, index) => validate(item, required, {}, `${field}[${index}]`));
}
