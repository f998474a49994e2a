// Keeps a copy of a workspace's conversations and messages, from now on and through every interruption. See README.md.
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { Copy } from './copy.mjs';
import { CONVERSATIONS, FOLLOW, MESSAGES, START } from './documents.mjs';

const { PROSA_URL = 'http://127.0.0.1:3000', PROSA_TOKEN, MIRROR_FILE = 'mirror.json' } = process.env;
if (!PROSA_TOKEN) throw new Error('Set PROSA_TOKEN to an API key.');
const authorization = `Bearer ${PROSA_TOKEN}`;
const LONGEST_PAUSE_MS = 30_000;

/** The key is gone or may not do this: trying again would not help. */
class Refused extends Error {}

async function ask(query, variables = {}) {
  const answer = await fetch(`${PROSA_URL}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(30_000),
  });
  const { data, errors } = await answer.json();
  if (errors) throw problem(errors[0]);
  return data;
}

function problem({ message, extensions }) {
  const refused = ['UNAUTHENTICATED', 'FORBIDDEN'].includes(extensions?.code);
  return Object.assign(refused ? new Refused(message) : new Error(message), { code: extensions?.code });
}

/** Everything that there is now. The cursor is read first: what happens while it is loaded is told again afterwards. */
async function load(copy) {
  const { eventCursor } = await ask(START);
  copy.clear();
  for (let after = null, more = true; more;) {
    const { edges, pageInfo } = (await ask(CONVERSATIONS, { after })).conversations;
    for (const { node } of edges) await loadConversation(copy, node.id);
    ({ endCursor: after, hasNextPage: more } = pageInfo);
  }
  copy.save(eventCursor);
}

async function loadConversation(copy, id) {
  for (let after = null, more = true; more;) {
    const { node } = await ask(MESSAGES, { id, after });
    if (!node?.messages) return copy.dropConversation(id);
    const { messages, ...conversation } = node;
    copy.conversations[id] = conversation;
    for (const edge of messages.edges) copy.putMessage(edge.node);
    ({ endCursor: after, hasNextPage: more } = messages.pageInfo);
  }
}

/** Events carry what they tell of as it is now, so that applying one twice does no harm. */
async function apply(copy, event) {
  const { type, nodeId, conversation, contact, message } = event;
  if (type.startsWith('CONVERSATION_')) {
    if (!conversation) copy.dropConversation(nodeId);
    // New here, or come into sight: with all that was said before.
    else if (!copy.conversations[nodeId]) await loadConversation(copy, nodeId);
    // Two became one: the other's messages are here now.
    else if (conversation.contact.id !== copy.conversations[nodeId].contact.id) await loadConversation(copy, nodeId);
    else copy.conversations[nodeId] = conversation;
  } else if (type.startsWith('MESSAGE_')) {
    if (!message) delete copy.messages[nodeId];
    else if (!copy.conversations[message.conversation.id]) await loadConversation(copy, message.conversation.id);
    else copy.putMessage(message);
  } else if (type === 'CONTACT_CHANGED' && contact) copy.putContact(contact);
}

/** Follows until the connection ends, however it ends. */
async function follow(copy) {
  const client = createClient({
    url: `${PROSA_URL.replace(/^http/, 'ws')}/graphql`,
    connectionParams: { authorization },
    retryAttempts: 0, // a new attempt begins at another cursor
  });
  try {
    for await (const { data, errors } of client.iterate({ query: FOLLOW, variables: { after: copy.cursor } })) {
      if (errors) throw problem(errors[0]);
      await apply(copy, data.events);
      copy.save(data.events.cursor);
    }
  } catch (error) {
    if (error?.code === 4403 || error?.code === 4401) throw new Refused('The key is not valid any more.');
    throw Array.isArray(error) ? problem(error[0]) : error;
  } finally {
    await client.dispose();
  }
}

const copy = new Copy(MIRROR_FILE);
for (let failures = 0; ;) {
  try {
    if (!copy.cursor) await load(copy);
    const began = copy.cursor;
    await follow(copy).finally(() => copy.cursor !== began && (failures = 0));
  } catch (error) {
    if (error instanceof Refused) {
      console.error(error.message);
      process.exit(1);
    }
    // Away for longer than events are kept: there is no way but to load anew.
    if (error.code === 'CURSOR_EXPIRED') copy.cursor = null;
    else console.error(`Interrupted: ${error.message ?? error.code ?? error}`);
  }
  const pause = Math.min(LONGEST_PAUSE_MS, 500 * 2 ** failures++);
  await sleep(pause / 2 + Math.random() * (pause / 2));
}
