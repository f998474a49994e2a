import type { OutputType } from '@pothos/core';
import { NotFound, StaleProblem, UserProblem } from '../context/problems';
import { builder } from './builder';

/** Plain, and no Error: GraphQL throws an Error that a resolver returns. */
export interface UserError {
  code: string;
  message: string;
  path: readonly string[] | null;
}
const told = ({ code, message, path }: UserProblem): UserError => ({ code, message, path });

export const UserErrorType = builder.objectRef<UserError>('UserError').implement({
  fields: (t) => ({
    code: t.exposeString('code'),
    message: t.exposeString('message'),
    path: t.stringList({ nullable: true, resolve: ({ path }) => (path ? [...path] : null) }),
  }),
});

/** What a mutation answers: the changed object, and what the caller can put right. */
export interface Payload<T> {
  value: T | null;
  userErrors: UserError[];
}

/** A payload type of the contract: `{ <field>: <type>, userErrors: [UserError!]! }`. */
export function payloadType<T>(name: string, field: string, type: OutputType<never>) {
  return builder.objectRef<Payload<T>>(name).implement({
    fields: (t) =>
      ({
        [field]: t.field({ type: type as never, nullable: true, resolve: (({ value }: Payload<T>) => value) as never }),
        userErrors: t.field({ type: [UserErrorType], resolve: ({ userErrors }) => userErrors }),
      }) as never,
  });
}

/** Runs a use case; a UserProblem becomes `userErrors`. Everything else goes up. */
export async function payload<T>(run: () => Promise<T>): Promise<Payload<T>> {
  try {
    return { value: await run(), userErrors: [] };
  } catch (error) {
    if (error instanceof StaleProblem) return { value: error.current as T, userErrors: [told(error)] };
    if (error instanceof UserProblem) return { value: null, userErrors: [told(error)] };
    throw error;
  }
}

/** The row id in a global id of this type. Throws NotFound for a malformed id or one of another type: the two are not told apart. */
export function rowId(type: string, globalId: string): string {
  const id = tryRowId(type, globalId);
  if (id === null) throw new NotFound(type);
  return id;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function tryRowId(type: string, globalId: string): string | null {
  const [name, id] = Buffer.from(globalId, 'base64').toString('utf8').split(':');
  return name === type && id && UUID.test(id) ? id : null;
}

export const globalId = (type: string, id: string): string => Buffer.from(`${type}:${id}`).toString('base64');

export const IdInput = builder.inputType('IdInput', { fields: (t) => ({ id: t.id({ required: true }) }) });
export const DeletePayload = builder.objectRef<Payload<{ type: string; id: string }>>('DeletePayload').implement({
  fields: (t) => ({
    deletedId: t.id({ nullable: true, resolve: ({ value }) => (value ? globalId(value.type, value.id) : null) }),
    userErrors: t.field({ type: [UserErrorType], resolve: ({ userErrors }) => userErrors }),
  }),
});
