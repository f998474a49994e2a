import { computed, inject, Injectable } from '@angular/core';
import { liveQuery } from '@prosa/dashboard/data-access';
import { InboxWords } from '../inbox-words';
import { FiltersDocument } from '../inbox.documents';
import { Labels } from '../labels/labels';
import { InboxLive } from '../live/inbox-live';
import type { PickOption } from '../sharing/pick-option';
import { type ListSelection, STANDINGS } from './inbox-view';

/** A filter that is on, and what takes it off. */
export interface ActiveFilter {
  readonly key: string;
  readonly words: string;
  readonly label: boolean;
  readonly without: Partial<ListSelection>;
}

/** What a list can be narrowed to, by name. */
@Injectable({ providedIn: 'root' })
export class ListFilters {
  private readonly live = inject(InboxLive);
  private readonly labels = inject(Labels);
  private readonly words = inject(InboxWords);
  private readonly query = liveQuery(FiltersDocument, () => (this.live.ready() ? {} : null));
  private readonly teams = computed(() => this.query.data()?.teams ?? []);
  private readonly channels = computed(() => this.query.data()?.channels.edges.map(({ node }) => node) ?? []);

  options(selection: ListSelection): PickOption[] {
    const t = this.words.t();
    const channels = this.channels();
    return [
      ...STANDINGS.map((standing): PickOption => ({
        key: `standing:${standing}`,
        words: t(`list.standing.${standing}`),
        chosen: selection.standing === standing,
        group: t('list.show'),
      })),
      ...this.labels.all().map(({ name, colour }): PickOption => ({
        ...{ key: `label:${name}`, words: name, colour },
        ...{ chosen: selection.label === name, group: t('panel.labels') },
      })),
      ...this.teams().map(({ id, name }): PickOption => ({
        ...{ key: `team:${id}`, words: name, icon: 'users' },
        ...{ chosen: selection.teamId === id, group: t('assign.teams') },
      })),
      ...(channels.length > 1 ? channels : []).map(({ id, displayName }): PickOption => ({
        ...{ key: `channel:${id}`, words: displayName, icon: 'whatsapp' },
        ...{ chosen: selection.channelId === id, group: t('list.numbers') },
      })),
    ];
  }

  active({ standing, label, teamId, channelId }: ListSelection): ActiveFilter[] {
    const t = this.words.t();
    const named = (list: readonly { id: string; name: string }[], id: string) =>
      list.find((one) => one.id === id)?.name ?? '…';
    const channels = this.channels().map(({ id, displayName }) => ({ id, name: displayName }));
    const filters: (ActiveFilter | null)[] = [
      standing === 'open'
        ? null
        : { key: 'standing', words: t(`list.standing.${standing}`), label: false, without: { standing: 'open' } },
      label ? { key: 'label', words: label, label: true, without: { label: null } } : null,
      teamId ? { key: 'team', words: named(this.teams(), teamId), label: false, without: { teamId: null } } : null,
      channelId
        ? { key: 'channel', words: named(channels, channelId), label: false, without: { channelId: null } }
        : null,
    ];
    return filters.filter((one) => one !== null);
  }
}

/** What choosing a line changes; choosing what is on takes it off. */
export function choiceOf({ key, chosen }: PickOption): Partial<ListSelection> {
  const at = key.indexOf(':');
  const [kind, value] = [key.slice(0, at), key.slice(at + 1)];
  if (kind === 'standing') return { standing: STANDINGS.find((one) => one === value) ?? 'open' };
  const to = chosen ? null : value;
  return kind === 'label' ? { label: to } : kind === 'team' ? { teamId: to } : { channelId: to };
}
