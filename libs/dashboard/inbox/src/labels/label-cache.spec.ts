import { createCache } from '@prosa/dashboard/data-access';
import { ConversationDocument } from '../inbox.documents';
import { conversation } from '../list/list.fixture';
import { dropLabel, keepLabel, renameInConversations } from './label-cache';
import { LabelsDocument } from './labels.documents';
import type { Label } from './label';

const label = (id: string, name: string): Label => ({ __typename: 'Label', id, name, colour: 'RED' });
const query = { query: LabelsDocument };

describe('labels in the cache', () => {
  const names = (cache: ReturnType<typeof createCache>) => cache.readQuery(query)?.labels.map(({ name }) => name);

  it('come and go in their place by name', () => {
    const cache = createCache();
    cache.writeQuery({ ...query, data: { labels: [label('1', 'Novo')] } });
    keepLabel(cache, label('2', 'VIP'));
    keepLabel(cache, label('3', 'Antigo'));
    expect(names(cache)).toEqual(['Antigo', 'Novo', 'VIP']);
    keepLabel(cache, label('3', 'Zero'));
    dropLabel(cache, '1');
    expect(names(cache)).toEqual(['VIP', 'Zero']);
  });

  it('are renamed on every conversation at hand, and taken off', () => {
    const cache = createCache();
    const of = (id: string) => ({ query: ConversationDocument, variables: { id } });
    const put = (id: string, labels: string[]) =>
      cache.writeQuery({ ...of(id), data: { node: conversation({ id, labels }) } });
    put('a', ['vip', 'novo']);
    put('b', ['outro']);
    const labelsOf = (id: string) => (cache.readQuery(of(id))?.node as { labels: string[] }).labels;
    renameInConversations(cache, 'vip', 'Cliente VIP');
    expect([labelsOf('a'), labelsOf('b')]).toEqual([['Cliente VIP', 'novo'], ['outro']]);
    renameInConversations(cache, 'novo', null);
    expect(labelsOf('a')).toEqual(['Cliente VIP']);
  });
});
