import {
  getNamedType,
  isAbstractType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';

/** An argument, or a field of its input objects however deep, that can name something: `['input', 'channelId']`. */
export type ArgumentPath = string[];

type Input = Pick<GraphQLArgument | GraphQLInputField, 'name' | 'type'>;

function inputPaths(
  inputs: readonly Input[],
  wanted: (input: Input) => boolean,
  above: readonly GraphQLNamedType[] = [],
): ArgumentPath[] {
  return inputs.flatMap((input) => {
    const type = getNamedType(input.type) as GraphQLNamedType;
    if (wanted(input)) return [[input.name]];
    if (!isInputObjectType(type) || above.includes(type)) return [];
    return inputPaths(Object.values(type.getFields()), wanted, [...above, type]).map((path) => [input.name, ...path]);
  });
}
const named = (input: Input): string => getNamedType(input.type as GraphQLInputType).name;

/** Every place of type ID. */
export const idPaths = (field: GraphQLField<unknown, unknown>): ArgumentPath[] =>
  inputPaths(field.args, (input) => named(input) === 'ID');

/** Every place that takes a position in a list or in the log. */
export const cursorPaths = (field: GraphQLField<unknown, unknown>): ArgumentPath[] =>
  inputPaths(
    field.args,
    (input) =>
      named(input) === 'EventCursor' || (named(input) === 'String' && ['after', 'before'].includes(input.name)),
  );

/** Every place of the key that makes a call repeatable: it must not lead to what somebody else made with the same key. */
export const keyPaths = (field: GraphQLField<unknown, unknown>): ArgumentPath[] =>
  inputPaths(field.args, (input) => input.name === 'clientKey');

export const fieldsOf = (type: GraphQLObjectType | null | undefined): GraphQLField<unknown, unknown>[] =>
  Object.values(type?.getFields() ?? {});
export const objectTypes = (schema: GraphQLSchema): GraphQLObjectType[] =>
  Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && !type.name.startsWith('__'),
  ) as GraphQLObjectType[];
export const nodeTypes = (schema: GraphQLSchema): GraphQLObjectType[] =>
  objectTypes(schema).filter((type) => type.getInterfaces().some(({ name }) => name === 'Node'));
export const takesList = (field: GraphQLField<unknown, unknown>, [name]: ArgumentPath): boolean => {
  const type = field.args.find((arg) => arg.name === name)?.type;
  return isListType(isNonNullType(type) ? type.ofType : type);
};

/** Puts `value` at a path; what else is there stays. */
export function withValue(variables: object, path: ArgumentPath, value: unknown): object {
  // Of a list of objects, the first speaks for all.
  if (Array.isArray(variables)) return [withValue(variables[0] ?? {}, path, value), ...variables.slice(1)];
  const [name, ...rest] = path;
  const held = (variables as Record<string, object>)[name as string];
  return { ...variables, [name as string]: rest.length === 0 ? value : withValue(held ?? {}, rest, value) };
}
export const valueAt = (variables: object, path: ArgumentPath): unknown =>
  path.reduce<unknown>((value, name) => {
    const held = Array.isArray(value) ? value[0] : value;
    return (held as Record<string, unknown> | undefined)?.[name];
  }, variables);

const SMALL_PAGE = 3;
const isPlumbing = (type: GraphQLNamedType) => /(Connection|Edge)$/.test(type.name) || type.name === 'PageInfo';
const argumentsOf = (field: GraphQLField<unknown, unknown>) =>
  field.args.some(({ name }) => name === 'first') ? `(first: ${SMALL_PAGE})` : '';

const MOST_ABREAST = 12;

/**
 * Everything that can be selected of a type, `deep` objects down (the door takes no operation with all of it), each object with its
 * `__typename`; a type that was met on the way down by its id only.
 */
export function selectionOf(
  schema: GraphQLSchema,
  type: GraphQLOutputType | GraphQLNamedType,
  deep = 1,
  above: readonly string[] = [],
): string {
  const given = getNamedType(type as GraphQLOutputType);
  if (isLeafType(given)) return '';
  if (!isAbstractType(given))
    return `{ __typename ${fieldsSelected(schema, given as GraphQLObjectType, deep, above, () => '').join(' ')} }`;
  const possible = schema.getPossibleTypes(given);
  // Of what can be anything, the own fields: the door takes no more at once, and each type is walked by itself, deeper.
  const within = possible.length > MOST_ABREAST ? deep - 1 : deep;
  return `{ __typename ${possible.map((one) => `... on ${one.name} { __typename ${fieldsSelected(schema, one, within, above, aliasAmong(possible, one)).join(' ')} }`).join(' ')} }`;
}

function fieldsSelected(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  deep: number,
  above: readonly string[],
  alias: (field: GraphQLField<unknown, unknown>) => string,
): string[] {
  return fieldsOf(type).flatMap((field) => {
    const given = getNamedType(field.type);
    if (field.args.some((arg) => isNonNullType(arg.type))) return [];
    if (isLeafType(given)) return [`${alias(field)}${field.name}${argumentsOf(field)}`];
    const way = isPlumbing(type) ? above : [...above, type.name];
    if (way.length > deep) return [];
    if (way.includes(given.name))
      return isObjectType(given) && 'id' in given.getFields() ? [`${alias(field)}${field.name} { __typename id }`] : [];
    return [`${alias(field)}${field.name}${argumentsOf(field)} ${selectionOf(schema, field.type, deep, way)}`];
  });
}

/** Fields of one name that mean different things in different types cannot stand side by side; `fieldName` takes the alias off again. */
const aliasAmong =
  (possible: readonly GraphQLObjectType[], type: GraphQLObjectType) => (field: GraphQLField<unknown, unknown>) => {
    const alike = possible.flatMap((other) => other.getFields()[field.name] ?? []);
    const same =
      alike.every((other) => String(other.type) === String(field.type)) &&
      (alike.length === 1 || isLeafType(getNamedType(field.type)));
    return same ? '' : `${type.name}_${field.name}: `;
  };
const fieldName = (typename: string, key: string): string =>
  key.startsWith(`${typename}_`) ? key.slice(typename.length + 1) : key;

/** Calls `see` for each object of an answer with its type's name, and each of its fields that holds something. */
export function eachObject(
  answer: unknown,
  see: (typename: string, value: Record<string, unknown>, filled: string[]) => void,
): void {
  if (Array.isArray(answer)) return answer.forEach((item) => eachObject(item, see));
  if (typeof answer !== 'object' || answer === null) return;
  const value = answer as Record<string, unknown>;
  const typename = value['__typename'];
  const holds = (held: unknown) => held !== null && held !== '' && !(Array.isArray(held) && held.length === 0);
  if (typeof typename === 'string')
    see(
      typename,
      value,
      Object.keys(value)
        .filter((key) => key !== '__typename' && holds(value[key]))
        .map((key) => fieldName(typename, key)),
    );
  Object.values(value).forEach((held) => eachObject(held, see));
}

const printed = (type: GraphQLInputType) => String(type);
/** An operation on one root field with all of its arguments as variables. */
export function operationOn(
  schema: GraphQLSchema,
  kind: 'query' | 'mutation' | 'subscription',
  field: GraphQLField<unknown, unknown>,
  selection = selectionOf(schema, field.type),
): string {
  const declared = field.args.map(({ name, type }) => `$${name}: ${printed(type)}`).join(', ');
  const passed = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  return `${kind}${declared && ` (${declared})`} { ${field.name}${passed && `(${passed})`} ${selection} }`;
}
