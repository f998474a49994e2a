import type { AgentSettingsFragment } from '@prosa/dashboard/data-access';
import { blankDraft, changedFields, draftOf, rebase, saveInput } from './agent-draft';

const AGENT: AgentSettingsFragment = {
  id: 'A1',
  name: 'Lia',
  type: 'SDR',
  status: 'DRAFT',
  version: 3,
  updatedAt: '2026-11-24T12:00:00Z',
  channels: [],
  config: {
    persona: 'Warm',
    business: 'Coffee',
    offer: '',
    audience: '',
    policies: '',
    goal: '',
    language: 'pt-BR',
    handoffRules: '',
    operatingHours: [{ weekday: 1, from: '09:00', to: '18:00' }],
  },
};

describe('saveInput', () => {
  it('sends a new agent whole, with the key that makes a second press harmless', () => {
    const draft = { ...blankDraft('en'), name: ' Lia ' };
    expect(saveInput(draft, blankDraft('en'), undefined, 'k1')).toEqual({
      clientKey: 'k1',
      name: 'Lia',
      type: 'SDR',
      config: expect.objectContaining({ language: 'en', business: '', operatingHours: [] }),
    });
  });

  it('sends only what changed, against the version it was read at', () => {
    const base = draftOf(AGENT);
    expect(saveInput({ ...base, offer: 'Beans' }, base, AGENT, 'k1')).toEqual({
      id: 'A1',
      expectedVersion: 3,
      config: { offer: 'Beans' },
    });
  });
});

describe('changedFields', () => {
  it('compares hours by value', () => {
    const base = draftOf(AGENT);
    expect(changedFields(base, draftOf(AGENT))).toEqual([]);
    expect(changedFields(base, { ...base, operatingHours: [] })).toEqual(['operatingHours']);
  });
});

describe('rebase', () => {
  const base = draftOf(AGENT);

  it('takes over what only the other person changed', () => {
    const { draft, collisions } = rebase({ ...base, goal: 'mine' }, base, { ...base, offer: 'theirs' });
    expect(draft).toMatchObject({ goal: 'mine', offer: 'theirs' });
    expect(collisions).toEqual([]);
  });

  it('names what both changed, and keeps one’s own until one decides', () => {
    const { draft, collisions } = rebase({ ...base, goal: 'mine' }, base, { ...base, goal: 'theirs', name: 'Bia' });
    expect(collisions).toEqual(['goal']);
    expect(draft).toMatchObject({ goal: 'mine', name: 'Bia' });
  });

  it('sees no collision where both wrote the same', () => {
    const both = { ...base, goal: 'same' };
    expect(rebase(both, base, both).collisions).toEqual([]);
  });
});
