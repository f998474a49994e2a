import type { SetupQuery } from '@prosa/dashboard/data-access';
import type { IconName } from '@prosa/dashboard/ui';

export type StepName = 'agent' | 'number' | 'activate' | 'message';

export interface Step {
  readonly name: StepName;
  readonly icon: IconName;
  readonly done: boolean;
  /** Where the step is done; null while another has to come first. */
  readonly link: readonly string[] | null;
  /** The agent that this step can activate where it stands. */
  readonly activates?: string;
}

/** What is left until the first answered message, in the order that makes sense. Each step is read from what exists, never kept. */
export function setupSteps(data: SetupQuery): readonly Step[] {
  const agents = data.agents.edges.map((edge) => edge.node);
  const channels = data.channels.edges.map((edge) => edge.node);
  const agent = agents.find((one) => one.channels.length > 0) ?? agents[0];
  const connected = channels.some((channel) => channel.connection.state === 'CONNECTED');
  return [
    { name: 'agent', icon: 'agents', done: agents.length > 0, link: ['/agents/new'] },
    { name: 'number', icon: 'qr', done: connected, link: agent ? ['/agents', agent.id, 'connect'] : null },
    {
      name: 'activate',
      icon: 'play',
      done: agents.some((one) => one.status === 'ACTIVE'),
      link: agent ? ['/agents', agent.id] : null,
      ...(agent ? { activates: agent.id } : {}),
    },
    { name: 'message', icon: 'inbox', done: heard(data), link: channels.length > 0 ? ['/inbox'] : null },
  ];
}

/** Somebody wrote since a number is here: the chats that a phone brings along when it connects are no sign of life. */
function heard(data: SetupQuery): boolean {
  const connected = data.channels.edges.flatMap(({ node }) => (node.connectedAt ? [Date.parse(node.connectedAt)] : []));
  const newest = data.conversations.edges[0]?.node.lastActivityAt;
  // WhatsApp's clock counts whole seconds: what was written in the second of the connection counts.
  return newest !== undefined && connected.some((at) => Date.parse(newest) >= at - (at % 1_000));
}

export const setupDone = (data: SetupQuery): boolean => setupSteps(data).every((step) => step.done);
