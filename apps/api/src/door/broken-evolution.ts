import type { ServerResponse } from 'node:http';
import type { Call, OutsideWorld } from '../testing';

/** An Evolution that something has happened to: what it answers about instances, and whether it answers at all. */
export class BrokenEvolution {
  /** In its memory. */
  state: 'open' | 'connecting' | 'close' = 'open';
  /** In its database: a drop that heals by itself does not change it. */
  stored: 'open' | 'close' = 'open';
  reason: number | null = null;
  gone = false;
  /** How each call fails, if it does. */
  failing: 'away' | 'slow' | 'error 500' | 'error as 200' | 'key refused' | null = null;
  deletesBlocked = false;
  nameTaken = false;

  constructor(private readonly outside: OutsideWorld) {
    outside.override = (call, response) => this.answers(call, response);
  }

  private answers({ method, path, body }: Call, response: ServerResponse): boolean {
    const { pathname, searchParams } = new URL(path, 'http://host');
    const [, area = '', action = '', name = ''] = pathname.split('/');
    if (area === 'v1') return false; // the model
    if (this.fails(response)) return true;
    const known = name || searchParams.get('instanceName');
    if (this.gone && action !== 'create' && known) return missing(response, known);
    switch (`${method} ${area}/${action}`) {
      case 'GET instance/connectionState':
        return json(response, 200, { instance: { instanceName: name, state: this.state } });
      case 'GET instance/fetchInstances':
        return json(response, 200, [
          { name: known, connectionStatus: this.stored, disconnectionReasonCode: this.reason },
        ]);
      case 'POST instance/create':
        return !this.isFree(String(body?.['instanceName'])) && refused(response, 403, 'This name is already in use.');
      case 'POST instance/restart':
        this.state = 'open';
        return json(response, 200, { instance: { instanceName: name, state: 'open' } });
      case 'GET instance/connect':
        return this.state === 'open' && json(response, 200, { instance: { instanceName: name, state: 'open' } });
      case 'DELETE instance/delete':
        return this.deletesBlocked && json(response, 200, { status: 'SUCCESS', error: false });
      default:
        return false;
    }
  }

  private isFree(name: string): boolean {
    const free = this.gone || (!this.nameTaken && !this.outside.has(name));
    this.gone &&= !free;
    return free;
  }

  private fails(response: ServerResponse): boolean {
    switch (this.failing) {
      case 'away':
        response.socket?.destroy();
        return true;
      case 'slow':
        return true; // says nothing, for longer than anybody waits
      case 'error 500':
        return refused(response, 500, 'Internal');
      case 'error as 200':
        return json(response, 200, { error: true, message: '[object Object]' });
      case 'key refused':
        return refused(response, 401, 'Unauthorized');
      default:
        return false;
    }
  }
}

function json(response: ServerResponse, status: number, body: unknown): true {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  return true;
}
const refused = (response: ServerResponse, status: number, message: string): true =>
  json(response, status, { status, error: 'Refused', response: { message: [message] } });
const missing = (response: ServerResponse, name: string): true =>
  json(response, 404, {
    status: 404,
    error: 'Not Found',
    response: { message: [`The "${name}" instance does not exist`] },
  });
