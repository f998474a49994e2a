import { isValidPhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js';
import { GraphQLError, valueFromASTUntyped } from 'graphql';
import { builder } from './builder';
import { decodeCursor, encodeCursor } from './event-cursor';

const wrong = (what: string): never => {
  throw new GraphQLError(`Expected ${what}.`, { extensions: { code: 'BAD_USER_INPUT' } });
};
const text = (value: unknown, test: (value: string) => boolean, what: string): string => (typeof value === 'string' && test(value) ? value : wrong(what));

builder.scalarType('DateTime', {
  description: 'RFC 3339, UTC',
  serialize: (value) => new Date(value).toISOString(),
  parseValue: (value) => {
    const date = new Date(text(value, (given) => /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/i.test(given), 'an RFC 3339 time with a zone'));
    return Number.isNaN(date.getTime()) ? wrong('an RFC 3339 time with a zone') : date;
  },
});
builder.scalarType('TimeOfDay', {
  description: 'HH:MM',
  serialize: (value) => value,
  parseValue: (value) => text(value, (given) => /^([01]\d|2[0-3]):[0-5]\d$/.test(given), 'a time of day, HH:MM'),
});
builder.scalarType('JSON', { serialize: (value) => value, parseValue: (value) => value, parseLiteral: (node, variables) => valueFromASTUntyped(node, variables) });
builder.scalarType('EmailAddress', {
  serialize: (value) => value,
  parseValue: (value) => text(value, (given) => given.length <= 254 && /^\s*[^\s@]+@[^\s@]+\.[^\s@]+\s*$/.test(given), 'an e-mail address').trim(),
});
builder.scalarType('PhoneNumber', {
  description: 'E.164, +5511999990001',
  serialize: (value) => value,
  parseValue: (value) => {
    const given = text(value, (number) => isValidPhoneNumber(number), 'a phone number with its country code, such as +5511999990001');
    return parsePhoneNumberFromString(given)?.number ?? wrong('a phone number');
  },
});
builder.scalarType('URL', { serialize: (value) => value, parseValue: (value) => text(value, (given) => URL.canParse(given), 'a URL') });
builder.scalarType('EventCursor', {
  description: "opaque position in the tenant's event log",
  serialize: encodeCursor,
  parseValue: (value) => decodeCursor(text(value, () => true, 'a cursor')),
});
