import { gql, InMemoryCache } from '@apollo/client';
import { threadWindow } from './thread-window';

const QUERY = gql`
  query Thread($id: ID!, $first: Int, $after: String, $last: Int, $before: String, $around: ID) {
    node(id: $id) {
      id
      messages(first: $first, after: $after, last: $last, before: $before, around: $around) {
        edges {
          cursor
          node {
            id
            sortKey
          }
        }
        pageInfo {
          hasNextPage
          hasPreviousPage
          startCursor
          endCursor
        }
      }
    }
  }
`;
interface Data {
  node: { messages: { edges: { node: { sortKey: string } }[]; pageInfo: Record<string, unknown> } };
}

/** A thread of the messages 0 to 99 in a cache that holds 10 of them. */
function thread() {
  const cache = new InMemoryCache({ typePolicies: { Conversation: { fields: { messages: threadWindow(10) } } } });
  const page = (from: number, to: number, args: object = {}, cursors = true) => {
    const edges = [];
    for (let n = to; n >= from; n--) {
      const sortKey = String(n).padStart(3, '0');
      const node = { __typename: 'Message', id: `m${n}`, sortKey };
      edges.push({ __typename: 'MessageEdge', cursor: cursors ? sortKey : '', node });
    }
    const pageInfo = {
      __typename: 'PageInfo',
      hasNextPage: from > 0,
      hasPreviousPage: to < 99,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    };
    const messages = { __typename: 'MessageConnection', edges, pageInfo };
    const node = { __typename: 'Conversation', id: 'c', messages };
    cache.writeQuery({ query: QUERY, variables: { id: 'c', ...args }, data: { node } });
  };
  const kept = () => {
    const { edges, pageInfo } = (cache.readQuery<Data>({ query: QUERY, variables: { id: 'c' } }) as Data).node.messages;
    const numbers = edges.map(({ node }) => Number(node.sortKey));
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = pageInfo;
    return {
      from: numbers.at(-1),
      to: numbers[0],
      count: numbers.length,
      older: hasNextPage,
      newer: hasPreviousPage,
      startCursor,
      endCursor,
    };
  };
  return { page, kept };
}

describe('threadWindow', () => {
  it('joins older pages, and lets the newest go when it holds too many', () => {
    const { page, kept } = thread();
    page(94, 99, { first: 6 });
    page(88, 93, { first: 6, after: '094' });
    expect(kept()).toMatchObject({
      from: 88,
      to: 97,
      count: 10,
      older: true,
      newer: true,
      startCursor: '097',
      endCursor: '088',
    });
  });

  it('joins newer pages up to the newest, and lets the oldest go', () => {
    const { page, kept } = thread();
    page(80, 89, { around: 'm85' });
    page(90, 95, { last: 6, before: '089' });
    expect(kept()).toMatchObject({ from: 86, to: 95, older: true, newer: true });
    page(96, 99, { last: 4, before: '095' });
    expect(kept()).toMatchObject({ from: 90, to: 99, older: true, newer: false, endCursor: '090' });
  });

  it('joins a newest page that meets what it has, and is replaced by one that does not', () => {
    const { page, kept } = thread();
    page(92, 96, { first: 5 });
    page(95, 99, { first: 5 });
    expect(kept()).toMatchObject({ from: 92, to: 99, count: 8, newer: false });
    page(10, 19, { around: 'm15' });
    expect(kept()).toMatchObject({ from: 10, to: 19, older: true, newer: true });
    page(95, 99, { first: 5 });
    expect(kept()).toMatchObject({ from: 95, to: 99, count: 5, newer: false });
  });

  it('knows its two ends when the last page of a side came empty', () => {
    const { page, kept } = thread();
    page(0, 5, { around: 'm2' });
    page(0, -1, { first: 6, after: '000' });
    expect(kept()).toMatchObject({ from: 0, to: 5, older: false });
  });

  it('asks on from the newest that has a cursor', () => {
    const { page, kept } = thread();
    page(90, 98, { first: 9 });
    page(98, 99, {}, false);
    expect(kept()).toMatchObject({ to: 99, count: 10, startCursor: '098' });
  });
});
