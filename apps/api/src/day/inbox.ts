import type { Product } from '../testing';

/** A bubble as the product shows it. */
export interface Shown {
  id: string;
  providerId: string | null;
  kind: string;
  direction: 'INBOUND' | 'OUTBOUND';
  status: string;
  text: string | null;
  sentAt: string;
  editedAt: string | null;
  deletedAt: string | null;
  failure: { code: string; retryable: boolean } | null;
  reactions: { emoji: string; author: { __typename: string } }[];
  replyTo: { providerId: string } | null;
  attachment: { state: string } | null;
  act: { kind: string; failure: { code: string } | null } | null;
  author: { __typename: string };
}
export interface Thread {
  id: string;
  phones: string[];
  unreadCount: number;
  /** The oldest first. */
  shown: Shown[];
}

const CONVERSATIONS = `query ($after: String) { conversations(first: 50, after: $after) {
  pageInfo { hasNextPage endCursor } edges { node { id unreadCount contact { phones } } } } }`;
const MESSAGES = `query ($id: ID!, $after: String) { node(id: $id) { ... on Conversation { messages(first: 100, after: $after) {
  pageInfo { hasNextPage endCursor } edges { node {
    id providerId kind direction status text sentAt editedAt deletedAt failure { code retryable }
    reactions { emoji author { __typename } } replyTo { providerId } attachment { state } act { kind failure { code } } author { __typename } } } } } } }`;

/** The whole inbox, read as any client reads it. */
export async function readInbox(product: Product, token: string): Promise<Thread[]> {
  const threads: Thread[] = [];
  const conversations = await pages<{ id: string; unreadCount: number; contact: { phones: string[] } }>(
    async (after) => (await asked(product, token, CONVERSATIONS, { after })).conversations,
  );
  for (const { id, unreadCount, contact } of conversations) {
    const shown = await pages<Shown>(
      async (after) => (await asked(product, token, MESSAGES, { id, after })).node.messages,
    );
    threads.push({ id, unreadCount, phones: contact.phones, shown: shown.reverse() });
  }
  return threads;
}

interface Page<T> {
  pageInfo: { hasNextPage: boolean; endCursor: string };
  edges: { node: T }[];
}
async function pages<T>(read: (after: string | null) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = [];
  for (let after: string | null = null; ;) {
    const { edges, pageInfo }: Page<T> = await read(after);
    all.push(...edges.map(({ node }) => node));
    if (!pageInfo.hasNextPage) return all;
    after = pageInfo.endCursor;
  }
}
async function asked(product: Product, token: string, query: string, variables: object) {
  const { data, errors } = await product.graphql(token, query, variables);
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}
