import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Icon } from '@prosa/dashboard/ui';
import { InboxWords } from '../inbox-words';
import type { Message } from '../inbox.model';
import { AlbumGrid } from './album-grid';
import type { Bubble } from './bubble';
import { ContactCards } from './contact-cards';
import { LocationCard } from './location-card';
import { MessageAttachment } from './message-attachment';
import { hasContent, placeholderIcon, unsupportedName } from './message-kind';
import { PollCard } from './poll-card';

/** What a message brings beside its text, each kind as WhatsApp's users know it. */
@Component({
  selector: 'inbox-message-content',
  imports: [AlbumGrid, ContactCards, Icon, LocationCard, MessageAttachment, PollCard],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @let one = message();
    @let t = words.t();
    @if (album(); as pictures) {
      <inbox-album-grid [pictures]="pictures" />
    } @else if (one.location; as place) {
      <inbox-location-card [place]="place" />
    } @else if (one.contactCards.length) {
      <inbox-contact-cards [cards]="one.contactCards" />
    } @else if (one.poll; as poll) {
      <inbox-poll-card [poll]="poll" />
    } @else if (one.attachment; as attachment) {
      <inbox-message-attachment [attachment]="attachment" [message]="one" [sender]="sender()" />
    } @else if (icon(); as kind) {
      <span class="placeholder">
        <span class="sign"><ui-icon [name]="kind" [size]="22" /></span>
        <span>
          <span class="name">{{ t(title()) }}</span>
          <span class="hint">{{ hint() }}</span>
        </span>
      </span>
    } @else if (label(); as word) {
      <span class="label"><ui-icon [name]="one.kind === 'TEMPLATE' ? 'note' : 'check'" [size]="14" />{{ word }}</span>
      @if (!one.text && one.choice?.title; as title) {
        <span class="choice">{{ title }}</span>
      }
    }
  `,
  styles: `
    .placeholder {
      display: flex;
      align-items: center;
      gap: 10px;
      min-width: 190px;
      margin: 2px 0 4px;
    }
    .sign {
      display: grid;
      flex: none;
      place-items: center;
      width: 40px;
      height: 40px;
      border-radius: 8px;
      background: color-mix(in oklab, var(--mat-sys-on-surface) 8%, transparent);
    }
    .name,
    .hint,
    .choice {
      display: block;
    }
    .name {
      font: 500 14px/20px var(--inbox-font);
    }
    .hint {
      color: var(--app-bubble-meta);
      font: 400 12px/16px var(--inbox-font);
    }
    .label {
      display: flex;
      align-items: center;
      gap: 4px;
      color: var(--app-bubble-meta);
      font: 400 12px/18px var(--inbox-font);
    }
  `,
})
export class MessageContent {
  protected readonly words = inject(InboxWords);

  readonly message = input.required<Message>();
  /** Null: us. */
  readonly sender = input<string | null>(null);
  readonly album = input<readonly Bubble[] | null>(null);

  protected readonly icon = computed(() => {
    const message = this.message();
    if (hasContent(message)) return null;
    return message.viewOnce ? 'eye' : placeholderIcon(message.kind);
  });
  protected readonly title = computed(() => {
    const { kind, unsupportedType } = this.message();
    return (kind === 'UNSUPPORTED' && unsupportedName(unsupportedType)) || `kind.${kind}`;
  });
  protected readonly hint = computed(() => {
    const t = this.words.t();
    const { kind, viewOnce, unsupportedType } = this.message();
    if (kind === 'UNSUPPORTED' && !unsupportedName(unsupportedType)) return t('bubble.unsupported');
    return t(viewOnce ? 'bubble.viewOnce' : 'bubble.onPhone');
  });
  protected readonly label = computed(() => {
    const { kind } = this.message();
    return ['BUTTON_REPLY', 'LIST_REPLY', 'TEMPLATE'].includes(kind) ? this.words.t()(`kind.${kind}`) : null;
  });
}
