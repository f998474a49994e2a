import type { Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import type { ModelFaults } from '../openai/model-faults';
import { runAction } from '../control/routes';
import { openChat } from '../evolution/traffic';
import { fromThisMachine } from '../settings';
import type { World } from '../world';
import { snapshot } from './snapshot';

/** What the page may ask for; the rest of the control API is for tests. */
const ALLOWED = new Set([
  'scan',
  'pair',
  'customerSays',
  'customerSendsPicture',
  'customerSendsAudio',
  'customerSends',
  'customerCalls',
  'customerTypes',
  'groupSays',
  'writeByThemselves',
  'setOnline',
  'openChat',
  'phoneSays',
  'logout',
  'drop',
]);

/** `left`: the page turned to somebody else, the customer did not close the chat. */
interface Look {
  customer: string;
  open?: boolean;
  left?: boolean;
}

/** `/phone/socket`: the whole state whenever it changes, one way; actions the other way. */
export function phoneSocket(server: Server, world: World, model: ModelFaults): { close(): void } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 });
  server.on('upgrade', (request, socket, head) => {
    if (!request.url?.startsWith('/phone/socket') || !fromThisMachine(request.headers)) return void socket.destroy();
    sockets.handleUpgrade(request, socket, head, (client) => serve(client));
  });

  /** Whom each page has on screen: who leaves the page looks at nothing any more. */
  const watched = new Map<WebSocket, Set<string>>();
  const watchedElsewhere = (id: string) => [...watched.values()].some((ids) => ids.has(id));

  const serve = (client: WebSocket): void => {
    const mine = new Set<string>();
    watched.set(client, mine);
    client.send(JSON.stringify(snapshot(world)));
    client.on('message', (raw) => void answer(client, String(raw)));
    client.on('close', () => {
      watched.delete(client);
      for (const id of mine) if (!watchedElsewhere(id)) openChat(world, world.customer(id), null);
    });
    client.on('error', () => client.terminate());
  };

  const answer = async (client: WebSocket, raw: string): Promise<void> => {
    let id: unknown = null;
    try {
      const asked = JSON.parse(raw) as { id?: unknown; action?: unknown; body?: unknown };
      id = asked.id;
      if (typeof asked.action !== 'string' || !ALLOWED.has(asked.action)) throw new Error('Unknown action');
      const stays = asked.action === 'openChat' && watch(client, asked.body as Look);
      if (!stays) await runAction(world, model, asked.action, asked.body);
      client.send(JSON.stringify({ type: 'done', id }));
    } catch (error) {
      client.send(
        JSON.stringify({ type: 'failed', id, error: error instanceof Error ? error.message : String(error) }),
      );
    }
  };

  /** Whether the chat stays open although this page left it: another page has it on screen. */
  const watch = (client: WebSocket, { customer, open = true, left = false }: Look): boolean => {
    if (open) watched.get(client)?.add(customer);
    else watched.get(client)?.delete(customer);
    return left && watchedElsewhere(customer);
  };

  let planned = false;
  const stop = world.onChange(() => {
    if (planned) return;
    planned = true;
    // Several changes of one moment go out together.
    setImmediate(() => {
      planned = false;
      if (sockets.clients.size === 0) return;
      const state = JSON.stringify(snapshot(world));
      for (const client of sockets.clients) client.send(state);
    });
  });

  return {
    close: () => {
      stop();
      for (const client of sockets.clients) client.terminate();
      sockets.close();
    },
  };
}
