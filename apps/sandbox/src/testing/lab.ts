import { startSandbox, type Sandbox } from '../server';
import { REAL_TIMING, type SandboxOptions } from '../settings';
import { ManualTime } from './manual-time';

export const GLOBAL_KEY = 'test-evolution-key';
export const OPENAI_KEY = 'test-openai-key';

export interface Answer {
  status: number;
  type: string | null;
  body: unknown;
}

/** A running sandbox whose time stands still, and what a test does with it. */
export class Lab {
  private constructor(
    readonly sandbox: Sandbox,
    readonly time: ManualTime,
  ) {}

  static async start(options: SandboxOptions = {}): Promise<Lab> {
    const time = new ManualTime();
    const sandbox = await startSandbox({
      port: 0,
      evolutionKey: GLOBAL_KEY,
      openaiKey: OPENAI_KEY,
      time,
      // The real picture costs half a second here, and is looked at in one test only.
      drawCode: async () => 'data:image/png;base64,iVBORw0KGgo=',
      ...options,
    });
    return new Lab(sandbox, time);
  }

  get world() {
    return this.sandbox.world;
  }
  instance = (name: string) => this.world.instance(name);
  close = (): Promise<void> => this.sandbox.close();

  async fetch(path: string, init: RequestInit = {}): Promise<Answer> {
    const answer = await fetch(`${this.sandbox.url}${path}`, init);
    const text = await answer.text();
    return {
      status: answer.status,
      type: answer.headers.get('content-type'),
      body: text === '' ? undefined : JSON.parse(text),
    };
  }

  /** A call to Evolution with the global key. */
  evolution(method: string, path: string, body?: unknown, key: string | null = GLOBAL_KEY): Promise<Answer> {
    return this.fetch(`/evolution${path}`, {
      method,
      headers: { ...(key && { apikey: key }), ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  async control(action: string, body: object = {}): Promise<unknown> {
    const answer = await this.fetch(`/control/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (answer.status !== 200) throw new Error(`${action}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** Until something that the sandbox tells its phone page holds. */
  async until(holds: () => boolean): Promise<void> {
    if (holds()) return;
    await new Promise<void>((resolve) => {
      const stop = this.world.onChange(() => {
        if (!holds()) return;
        stop();
        resolve();
      });
    });
  }

  async create(name: string, more: object = {}): Promise<void> {
    const answer = await this.evolution('POST', '/instance/create', {
      instanceName: name,
      integration: 'WHATSAPP-BAILEYS',
      ...more,
    });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer));
  }

  /** Until a code is on show; the call that asked for it has its answer. */
  async showCode(name: string, number?: string): Promise<Answer> {
    const asked = this.evolution('GET', `/instance/connect/${name}${number ? `?number=${number}` : ''}`);
    await this.time.waitedFor(REAL_TIMING.connectWaitMs);
    this.time.advance(REAL_TIMING.codeReadyMs);
    await this.until(() => this.instance(name).code !== null);
    this.time.advance(REAL_TIMING.connectWaitMs);
    return asked;
  }

  async nextCode(name: string): Promise<void> {
    const { codesIssued } = this.instance(name);
    this.time.advance(codesIssued === 1 ? REAL_TIMING.firstCodeMs : REAL_TIMING.nextCodeMs);
    await this.until(() => this.instance(name).codesIssued === codesIssued + 1);
  }

  async scan(name: string, number = '5511999990000'): Promise<void> {
    await this.control('scan', { instance: name, number, profileName: 'Loja Centro' });
    this.time.advance(REAL_TIMING.pairingMs);
  }

  async linked(name: string, more: object = {}): Promise<void> {
    await this.create(name, more);
    await this.showCode(name);
    await this.scan(name);
  }
}
