import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { Icon, type IconName } from '@prosa/dashboard/ui';
import { InboxWords } from '../inbox-words';
import { localPath, type Attachment } from './media-view';

/** In place of a file that is on its way or could not be had. */
@Component({
  selector: 'inbox-media-waiting',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[class.plain]': '!icon() || plain()' },
  template: `
    @let t = words.t();
    @if (icon(); as sign) {
      <ui-icon class="sign" [name]="sign" [size]="18" />
    }
    @if (attachment().state === 'FAILED' && unavailable()) {
      <span>{{ t('bubble.onPhone') }}</span>
    } @else if (attachment().state === 'FAILED') {
      <span class="word">{{ t(asking() ? 'media.asked' : 'media.failed') }}</span>
      <button type="button" [disabled]="asking()" (click)="fetchAnew()">
        <ui-icon name="arrowDown" [size]="14" />{{ t('media.fetch') }}
      </button>
    } @else {
      <span>{{ t('media.pending') }}</span>
    }
    @if (extent(); as text) {
      <span class="hint">{{ text }}</span>
    }
  `,
  styles: `
    :host {
      position: relative;
      display: inline-flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: center;
      gap: 4px 8px;
      max-width: 100%;
      padding: 3px 14px;
      box-sizing: border-box;
      border-radius: 18px;
      background: color-mix(in oklab, var(--mat-sys-surface) 90%, transparent);
      color: var(--mat-sys-on-surface);
      font: 400 13px/18px var(--inbox-font);
    }
    :host(.plain) {
      justify-content: flex-start;
      padding: 0;
      background: none;
      color: inherit;
    }
    .hint {
      font: 400 12px/16px var(--inbox-font);
      font-variant-numeric: tabular-nums;
    }
    button {
      display: inline-flex;
      align-items: center;
      gap: 4px;
      min-height: 28px;
      padding: 0 4px;
      border: 0;
      background: none;
      color: var(--mat-sys-primary);
      cursor: pointer;
      font: 500 13px/18px var(--inbox-font);

      &:hover {
        text-decoration: underline;
      }
      &:focus-visible {
        border-radius: 4px;
        outline: 2px solid var(--mat-sys-primary);
      }
      &:disabled {
        color: inherit;
        cursor: default;
      }
    }
    @media (pointer: coarse) {
      :host {
        border-radius: 25px;
      }
      button {
        min-height: 44px;
      }
    }
    /* On a small tile what can be done says enough; the rest is for who hears it. */
    @container tile (max-width: 210px) {
      .sign {
        display: none;
      }
      .word {
        position: absolute;
        width: 1px;
        height: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }
    }
  `,
})
export class MediaWaiting {
  protected readonly words = inject(InboxWords);
  readonly attachment = input.required<Attachment>();
  readonly icon = input<IconName | null>(null);
  readonly extent = input<string | null>(null);
  /** On the ground of its message, not on a picture. */
  readonly plain = input(false);

  private readonly path = computed(() => localPath(this.attachment().url));
  /** A press asks once; the live event tells that the file is on its way. */
  protected readonly asking = signal(false);
  /** Too large, or its number is gone: asking again is of no use. */
  protected readonly unavailable = signal(false);

  protected async fetchAnew(): Promise<void> {
    this.asking.set(true);
    const answer = await fetch(this.path(), { headers: { range: 'bytes=0-0' } }).catch(() => null);
    this.unavailable.set(answer?.status === 404);
    this.asking.set(false);
  }
}
