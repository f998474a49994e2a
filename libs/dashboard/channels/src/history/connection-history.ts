import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Icon, TimeAgo } from '@prosa/dashboard/ui';
import { EvidenceText } from '../state/evidence-text';
import { ReasonText } from '../state/reason-text';
import { stateLook } from '../state/state-look';
import { durationText, timelineOf, type HistoryEntry } from './timeline';

/** What happened to a number's connection: when, what showed it, how long it lasted. */
@Component({
  selector: 'prosa-connection-history',
  imports: [EvidenceText, Icon, ReasonText, TimeAgo, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './connection-history.html',
  styleUrl: './connection-history.scss',
})
export class ConnectionHistory {
  private readonly transloco = inject(TranslocoService);
  private readonly language = toSignal(this.transloco.langChanges$, { initialValue: this.transloco.getActiveLang() });
  readonly entries = input.required<readonly HistoryEntry[]>();
  protected readonly happenings = computed(() =>
    timelineOf(this.entries()).map((happening) => ({
      ...happening,
      tone: happening.kind === 'note' ? 'info' : stateLook(happening.state).tone,
      duration: happening.lasted === null ? '' : durationText(happening.lasted, this.language()),
    })),
  );
}
