import type { SetupQuery } from '@prosa/dashboard/data-access';
import type { IconName } from '@prosa/dashboard/ui';

export type StepName = 'agent' | 'number' | 'activate' | 'message';

export interface Step {
  readonly name: StepName;
  readonly icon: IconName;
  readonly done: boolean;
  /** Where the step is done; null while another has to come first. */
  readonly link: readonly string[] | null;
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
    },
    { name: 'message', icon: 'inbox', done: data.conversations.edges.length > 0, link: ['/inbox'] },
  ];
}

export const setupDone = (data: SetupQuery): boolean => setupSteps(data).every((step) => step.done);
