import { buildSchema, parse, type GraphQLObjectType } from 'graphql';
import { planSubscription } from './subscription-plan';

const schema = buildSchema('type Query { x: Int } type Event { text: String mine: Boolean } type Subscription { told(after: String, id: String): Event }');
const mine = (schema.getType('Event') as GraphQLObjectType).getFields()['mine'];
if (mine) mine.extensions = { perViewer: true };
const plan = (source: string, variableValues: Record<string, unknown> = {}, operationName?: string) =>
  planSubscription({ schema, document: parse(source), variableValues, ...(operationName && { operationName }) });
const print = (...given: Parameters<typeof plan>) => plan(...given)?.fingerprint;

describe('what a subscription shares', () => {
  const AFTER = 'subscription ($after: String, $id: String) { told(after: $after, id: $id) { text } }';

  it('does not depend on where it starts, nor on how it is laid out', () => {
    expect(print(AFTER, { after: 'a', id: '1' })).toBe(print(AFTER.replaceAll(' ', '\n  '), { id: '1', after: 'b' }));
    expect(print('subscription { told(after: "a") { text } }')).toBe(print('subscription { told(after: "b") { text } }'));
    expect(print('subscription { ...F } fragment F on Subscription { told(after: "a") { text } }')).toBe(print('subscription { ...F } fragment F on Subscription { told(after: "b") { text } }'));
  });
  it('depends on everything else', () => {
    const others = [
      print(AFTER, { id: '1' }), print(AFTER, { id: '2' }), print(AFTER), print(AFTER.replace('text', 'text mine'), { id: '1' }), print(AFTER.replace('told(', 'a: told('), { id: '1' }),
      print('subscription A { told(id: "1") { text } } subscription B { told(id: "2") { text } }', {}, 'A'),
      print('subscription A { told(id: "1") { text } } subscription B { told(id: "2") { text } }', {}, 'B'),
    ];
    expect(new Set(others).size).toBe(others.length);
    // the same variable where it decides something else, too
    const both = 'subscription ($x: String) { told(after: $x, id: $x) { text } }';
    expect(print(both, { x: '1' })).not.toBe(print(both, { x: '2' }));
  });
  it("is the viewer's alone when it asks for what is the viewer's own", () => {
    expect(plan('subscription { told { text } }')?.perViewer).toBe(false);
    expect(plan('subscription { told { mine } }')?.perViewer).toBe(true);
    expect(plan('subscription { told { ... on Event { ...F } } } fragment F on Event { mine }')?.perViewer).toBe(true);
  });
  it('is none of a document without a subscription', () => {
    expect(plan('{ x }')).toBeNull();
    expect(plan('subscription A { told { text } }', {}, 'B')).toBeNull();
  });
});
