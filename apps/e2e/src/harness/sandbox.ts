/** What people outside the product do: the sandbox's `POST /control/<action>` and its records. */
export interface SandboxControl {
  url: string;
  /** Fails when the sandbox refuses. */
  act<Answer = unknown>(action: string, body?: object): Promise<Answer>;
  /** Every message the product handed to Evolution, in order. */
  sent(): Promise<SentMessage[]>;
  deliveries(): Promise<Delivery[]>;
  instances(): Promise<Instance[]>;
}

export interface SentMessage {
  instance: string;
  key: { id: string; remoteJid: string };
  message: { conversation?: string };
  chatJid: string;
}

export interface Delivery {
  event: string;
  instance: string;
  attempts: number;
  outcome: 'waiting' | 'delivered' | 'dropped';
  status: number | null;
  url: string;
  body: { data: unknown };
}

export interface Instance {
  name: string;
  state: string;
  code: string | null;
  pairingCode: string | null;
}

export function sandboxControl(url: string): SandboxControl {
  const read = async <Answer>(path: string): Promise<Answer> =>
    (await fetch(`${url}/control/${path}`)).json() as Promise<Answer>;
  return {
    url,
    act: async <Answer>(action: string, body: object = {}) => {
      const answer = await fetch(`${url}/control/${action}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(`The sandbox refused ${action}: ${await answer.text()}`);
      return answer.json() as Promise<Answer>;
    },
    sent: () => read('sent'),
    deliveries: () => read('deliveries'),
    instances: () => read('instances'),
  };
}
