import { computed, inject, Injectable } from '@angular/core';
import { Apollo } from 'apollo-angular';
import { GraphqlClient, liveQuery, problemOf, SessionStore } from '@prosa/dashboard/data-access';
import { Subject } from 'rxjs';
import { InboxLive, type LabelEvent } from '../live/inbox-live';
import { dropLabel, keepLabel, renameInConversations } from './label-cache';
import type { Label, LabelColour } from './label';
import { DeleteLabelDocument, LabelsDocument, SaveLabelDocument } from './labels.documents';

export interface LabelWish {
  readonly id?: string;
  readonly name?: string;
  readonly colour?: LabelColour;
}

/** The tenant's labels, as they are at this moment, whoever changes them. */
@Injectable({ providedIn: 'root' })
export class Labels {
  private readonly apollo = inject(Apollo);
  private readonly client = inject(GraphqlClient);
  private readonly live = inject(InboxLive);
  private readonly session = inject(SessionStore);
  private readonly query = liveQuery(LabelsDocument, () => (this.live.ready() ? {} : null));

  readonly all = computed<readonly Label[]>(() => this.query.data()?.labels ?? []);
  private readonly colours = computed(() => new Map(this.all().map(({ name, colour }) => [name, colour])));
  readonly mayManage = computed(() => this.session.can('inbox:manage'));
  /** A name that is another one now; null: it is gone. */
  readonly renamed = new Subject<{ readonly from: string; readonly to: string | null }>();

  constructor() {
    this.live.labels.subscribe((event) => this.admit(event));
  }

  colourOf(name: string): LabelColour {
    return this.colours().get(name) ?? 'GREY';
  }

  /** The code of what is in the way, or the label. */
  async save(wish: LabelWish): Promise<{ readonly label: Label | null; readonly problem: string | null }> {
    try {
      const { saveLabel } = await this.client.mutate(SaveLabelDocument, { input: wish });
      const { label } = saveLabel;
      const problem = saveLabel.userErrors[0];
      if (!label) return { label: null, problem: problem?.code ?? 'OTHER' };
      keepLabel(this.apollo.client.cache, label);
      return { label, problem: null };
    } catch (error) {
      return { label: null, problem: problemOf(error).code ?? 'OTHER' };
    }
  }

  async remove(label: Label): Promise<string | null> {
    try {
      const { deleteLabel } = await this.client.mutate(DeleteLabelDocument, { input: { id: label.id } });
      const problem = deleteLabel.userErrors[0];
      if (problem) return problem.code;
      this.gone(label.id, label.name);
      return null;
    } catch (error) {
      return problemOf(error).code ?? 'OTHER';
    }
  }

  private admit({ label, id, name }: LabelEvent): void {
    if (!label) return this.gone(id, name?.[0] ?? null);
    const { cache } = this.apollo.client;
    keepLabel(cache, label);
    const [from, to] = name ?? [];
    if (!from || !to || from === to) return;
    renameInConversations(cache, from, to);
    this.renamed.next({ from, to });
  }

  private gone(id: string, name: string | null): void {
    const { cache } = this.apollo.client;
    dropLabel(cache, id);
    if (!name) return;
    renameInConversations(cache, name, null);
    this.renamed.next({ from: name, to: null });
  }
}
