import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { DomSanitizer } from '@angular/platform-browser';
import { Icon } from '@prosa/dashboard/ui';
import { InboxWords } from '../inbox-words';
import type { Message } from '../inbox.model';

/** A place, under a drawing of ours that stands for a map: nobody outside learns that it was looked at before it is opened. */
@Component({
  selector: 'inbox-location-card',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @let t = words.t();
    <a class="card" [href]="address()" target="_blank" rel="noopener noreferrer">
      <svg class="map" viewBox="0 0 280 120" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
        <path class="water" d="M0 92q40-18 78-4t74 2 62-22 66-8v60H0Z" />
        <path class="block" d="M12 10h54v30H12ZM78 10h46v30H78ZM136 10h60v30h-60ZM12 52h54v26H12ZM208 10h60v24h-60Z" />
        <path class="road" d="M0 46h280M72 0v120M130 0v96M202 0v80M0 14 280 66" />
        <path class="pin" d="M140 82s20-18 20-34a20 20 0 0 0-40 0c0 16 20 34 20 34Z" />
        <circle class="hole" cx="140" cy="48" r="7" />
      </svg>
      <span class="words">
        @if (place().live) {
          <span class="live">{{ t('location.live') }}</span>
        }
        <span class="name">{{ place().name || t(place().live ? 'location.started' : 'kind.LOCATION') }}</span>
        @if (place().address; as street) {
          <span class="hint">{{ street }}</span>
        } @else {
          <span class="hint">{{ numbers() }}</span>
        }
        <span class="open">{{ t('location.open') }}<ui-icon name="external" [size]="14" /></span>
      </span>
    </a>
  `,
  styles: `
    .card {
      display: block;
      width: 280px;
      max-width: 100%;
      margin: 2px 0 4px;
      overflow: hidden;
      border-radius: 8px;
      background: color-mix(in oklab, var(--mat-sys-on-surface) 5%, transparent);
      color: inherit;
      text-decoration: none;

      &:focus-visible {
        outline: 2px solid var(--mat-sys-primary);
        outline-offset: 2px;
      }
    }
    .map {
      display: block;
      width: 100%;
      height: 120px;
      background: color-mix(in oklab, var(--mat-sys-on-surface) 6%, var(--mat-sys-surface));
    }
    .block {
      fill: color-mix(in oklab, var(--mat-sys-on-surface) 9%, var(--mat-sys-surface));
    }
    .road {
      fill: none;
      stroke: var(--mat-sys-surface);
      stroke-width: 6;
    }
    .water {
      fill: color-mix(in oklab, var(--app-info, var(--mat-sys-primary)) 22%, var(--mat-sys-surface));
    }
    .pin {
      fill: var(--mat-sys-error);
    }
    .hole {
      fill: var(--mat-sys-surface);
    }
    .words {
      display: grid;
      gap: 2px;
      padding: 8px 10px;
    }
    .name {
      font: 500 14px/20px var(--inbox-font);
    }
    .hint {
      color: var(--app-bubble-meta);
      font: 400 12px/16px var(--inbox-font);
    }
    .live {
      color: var(--mat-sys-error);
      font: 500 12px/16px var(--inbox-font);
    }
    .open {
      display: flex;
      align-items: center;
      gap: 4px;
      color: var(--mat-sys-primary);
      font: 500 13px/20px var(--inbox-font);
    }
  `,
})
export class LocationCard {
  private readonly sanitizer = inject(DomSanitizer);
  protected readonly words = inject(InboxWords);
  readonly place = input.required<NonNullable<Message['location']>>();

  protected readonly numbers = computed(() => {
    const { latitude, longitude } = this.place();
    return `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  });
  /** On a phone its own maps program, else the maps that most people know. */
  protected readonly address = computed(() => {
    const at = `${this.place().latitude},${this.place().longitude}`;
    if (!matchMedia('(pointer: coarse)').matches) return `https://www.google.com/maps/search/?api=1&query=${at}`;
    // Two numbers of ours: nothing of what somebody wrote gets into it.
    return this.sanitizer.bypassSecurityTrustUrl(`geo:${at}?q=${at}`);
  });
}
