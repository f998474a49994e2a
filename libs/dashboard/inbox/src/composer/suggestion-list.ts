import {
  ChangeDetectionStrategy,
  Component,
  effect,
  type ElementRef,
  inject,
  input,
  output,
  viewChildren,
} from '@angular/core';
import { InboxWords } from '../inbox-words';
import type { Suggesting, Suggestion } from './suggesting';

/** The open list of suggestions, over the field that has the focus all the while. */
@Component({
  selector: 'inbox-suggestion-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ul role="listbox" [id]="listId()" [attr.aria-label]="words.t()(label())">
      @for (one of suggesting().options(); track one.id; let index = $index) {
        <!-- The field keeps the focus; keys are its own. -->
        <li
          #line
          role="option"
          [id]="listId() + '-' + index"
          [attr.aria-selected]="index === suggesting().active()"
          (mousedown)="$event.preventDefault()"
          (mouseenter)="suggesting().active.set(index)"
          (click)="picked.emit(one)"
        >
          <span class="label">{{ one.label }}</span>
          @if (one.detail) {
            <span class="detail">{{ one.detail }}</span>
          }
        </li>
      }
    </ul>
  `,
  styles: `
    :host {
      position: absolute;
      right: 0;
      bottom: 100%;
      left: 0;
      z-index: 3;
    }
    ul {
      max-height: min(320px, 44dvh);
      margin: 0 0 4px;
      padding: 4px;
      overflow-y: auto;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: 10px;
      background: var(--mat-sys-surface);
      box-shadow: var(--app-shadow-floating, 0 8px 24px rgb(0 0 0 / 18%));
      list-style: none;
    }
    li {
      display: flex;
      align-items: baseline;
      gap: 10px;
      min-height: 36px;
      padding: 8px 10px;
      box-sizing: border-box;
      border-radius: 6px;
      color: var(--mat-sys-on-surface);
      font: 400 14px/20px var(--inbox-font);
      cursor: pointer;
    }
    li[aria-selected='true'] {
      background: var(--mat-sys-surface-container-high);
    }
    .label {
      flex: none;
      max-width: 50%;
      overflow: hidden;
      font-weight: 500;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .label:only-child {
      max-width: 100%;
    }
    .detail {
      flex: 1;
      min-width: 0;
      overflow: hidden;
      color: var(--mat-sys-on-surface-variant);
      font-size: 13px;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    /* The whole of what would be put in. */
    li[aria-selected='true'] .detail {
      display: -webkit-box;
      overflow: hidden;
      white-space: pre-wrap;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 4;
    }
    @media (pointer: coarse) {
      li {
        min-height: 44px;
        align-items: center;
      }
    }
  `,
})
export class SuggestionList {
  protected readonly words = inject(InboxWords);
  private readonly lines = viewChildren<ElementRef<HTMLElement>>('line');

  readonly suggesting = input.required<Suggesting>();
  readonly listId = input.required<string>();
  /** Key of its name. */
  readonly label = input.required<string>();
  readonly picked = output<Suggestion>();

  constructor() {
    effect(() => {
      this.lines()[this.suggesting().active()]?.nativeElement.scrollIntoView?.({ block: 'nearest' });
    });
  }
}
