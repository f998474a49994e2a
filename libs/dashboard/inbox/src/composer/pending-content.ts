import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon, Preferences } from '@prosa/dashboard/ui';
import { fileShape, type OutboxFile } from '../live/outbox-content';
import type { OutboxEntry } from '../live/outbox-entry';
import { Outbox } from '../live/outbox';
import { OutboxFiles } from '../live/outbox-files';
import { sizeText } from '../thread/media-view';

/** What a reply on its way holds beside its text: its picture at once, from this device, and how much of it has gone out. */
@Component({
  selector: 'inbox-pending-content',
  imports: [Icon, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './pending-content.html',
  styleUrl: './pending-content.scss',
})
export class PendingContent {
  private readonly files = inject(OutboxFiles);
  private readonly outbox = inject(Outbox);
  private readonly language = inject(Preferences).language;
  readonly entry = input.required<OutboxEntry>();

  protected readonly content = computed(() => this.entry().content ?? null);
  protected readonly url = computed(() => this.files.of(this.entry().clientKey)?.url ?? null);
  protected readonly share = computed(() => this.files.share(this.entry().clientKey));
  protected readonly percent = computed(() => Math.round((this.share() ?? 0) * 100));

  protected readonly shape = (file: OutboxFile) => fileShape(file);
  protected readonly size = (file: OutboxFile): string => sizeText(file.size, this.language());

  protected cancel(): void {
    this.outbox.cancel(this.entry().clientKey);
  }
}
