import type { SetupQuery } from '@prosa/dashboard/data-access';
import { setupDone, setupSteps } from './setup-steps';

const data = (given: { agents?: object[]; channels?: object[]; conversations?: number }): SetupQuery =>
  ({
    eventCursor: '1',
    agents: { edges: (given.agents ?? []).map((node) => ({ node })) },
    channels: { edges: (given.channels ?? []).map((node) => ({ node })) },
    conversations: { edges: Array.from({ length: given.conversations ?? 0 }, () => ({ node: { id: 'c' } })) },
  }) as unknown as SetupQuery;
const agent = (id: string, status: string, channels: object[] = []) => ({ id, status, channels });
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
    const almost = { agents: [agent('a', 'ACTIVE')], channels: [{ connection: { state: 'CONNECTED' } }] };
    expect(setupDone(data(almost))).toBe(false);
    expect(setupDone(data({ ...almost, conversations: 1 }))).toBe(true);
  });
});
