import type { SetupQuery } from '@prosa/dashboard/data-access';
import { setupDone, setupSteps } from './setup-steps';

const data = (given: { agents?: object[]; channels?: object[]; lastActivityAt?: string }): SetupQuery =>
  ({
    eventCursor: '1',
    agents: { edges: (given.agents ?? []).map((node) => ({ node })) },
    channels: { edges: (given.channels ?? []).map((node) => ({ node })) },
    conversations: {
      edges: given.lastActivityAt ? [{ node: { id: 'c', lastActivityAt: given.lastActivityAt } }] : [],
    },
  }) as unknown as SetupQuery;
const agent = (id: string, status: string, channels: object[] = []) => ({ id, status, channels });
const almost = {
  agents: [agent('a', 'ACTIVE')],
  channels: [{ connectedAt: '2026-11-24T12:00:00Z', connection: { state: 'CONNECTED' } }],
};
const link = (all: SetupQuery, name: string) => setupSteps(all).find((step) => step.name === name)?.link;

describe('setupSteps', () => {
  it('has nothing to connect before there is an agent', () => {
    expect(link(data({}), 'number')).toBeNull();
    expect(link(data({}), 'agent')).toEqual(['/agents/new']);
  });

  it('leads to the agent that already has a number', () => {
    const all = data({ agents: [agent('a', 'DRAFT'), agent('b', 'DRAFT', [{ id: 'n' }])] });
    expect(link(all, 'activate')).toEqual(['/agents', 'b']);
  });

  it('ticks the number only while it is proven connected', () => {
    const number = (state: string) =>
      setupSteps(data({ channels: [{ connection: { state } }] })).find((step) => step.name === 'number')?.done;
    expect(number('CONNECTED')).toBe(true);
    expect(number('WAITING_SCAN')).toBe(false);
  });

  it('is done when every step is', () => {
    expect(setupDone(data(almost))).toBe(false);
    expect(setupDone(data({ ...almost, lastActivityAt: '2026-11-24T12:00:01Z' }))).toBe(true);
  });

  it('does not take the chats that the phone brought along for a message received', () => {
    const old = data({ ...almost, lastActivityAt: '2026-11-20T09:00:00Z' });
    expect(setupSteps(old).find((step) => step.name === 'message')?.done).toBe(false);
  });

  it('takes a message of the second of the connection for received: WhatsApp tells no parts of it', () => {
    const channels = [{ connectedAt: '2026-11-24T12:00:00.730Z', connection: { state: 'CONNECTED' } }];
    expect(setupDone(data({ ...almost, channels, lastActivityAt: '2026-11-24T12:00:00Z' }))).toBe(true);
  });

  it('has nothing to receive before there is a number', () => {
    expect(link(data({ agents: [agent('a', 'DRAFT')] }), 'message')).toBeNull();
    expect(link(data(almost), 'message')).toEqual(['/inbox']);
  });
});
