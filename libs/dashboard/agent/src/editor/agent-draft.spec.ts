import type { AgentSettingsFragment } from '@prosa/dashboard/data-access';
import { blankDraft, changedFields, draftOf, saveInput } from './agent-draft';

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
