import { ChangeDetectionStrategy, Component, computed, inject, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '@prosa/dashboard/ui';
import type { Part } from './parts';
import { VoiceRecording } from './voice-recording';

const EXTENSIONS: Record<string, string> = { 'audio/ogg': 'ogg', 'audio/webm': 'webm', 'audio/mp4': 'm4a' };

/** In the composer's place while a voice note is made: recording, then heard, then sent or thrown away. */
@Component({
  selector: 'inbox-voice-recorder',
  imports: [Icon, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ng-container *transloco="let t; prefix: 'inbox.voice'">
      <div class="row" role="group" [attr.aria-label]="t('label')" (keydown.escape)="cancel($event)">
        <button type="button" class="tool" [attr.aria-label]="t('discard')" [title]="t('discard')" (click)="cancel()">
          <ui-icon name="trash" />
        </button>
        @switch (voice.state()) {
          @case ('ready') {
            <audio controls [src]="voice.recording()?.url" [attr.aria-label]="t('preview')"></audio>
          }
          @case ('asking') {
            <span class="words" role="status">{{ t('asking') }}</span>
          }
          @default {
            <span class="words" role="status"><span class="dot" aria-hidden="true"></span>{{ t('recording') }}</span>
            <span class="time" role="timer">{{ time() }}</span>
            <button type="button" class="tool" [attr.aria-label]="t('stop')" [title]="t('stop')" (click)="voice.stop()">
              <ui-icon name="pause" />
            </button>
          }
        }
        <button
          type="button"
          class="tool send"
          [disabled]="voice.state() === 'asking'"
          [attr.aria-label]="t('send')"
          [title]="t('send')"
          (click)="send()"
        >
          <ui-icon name="send" />
        </button>
      </div>
    </ng-container>
  `,
  styleUrl: './voice-recorder.scss',
})
export class VoiceRecorder {
  protected readonly voice = inject(VoiceRecording);
  readonly recorded = output<Part>();
  readonly ended = output<void>();
  protected readonly time = computed(() => {
    const seconds = this.voice.seconds();
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  });

  protected cancel(event?: Event): void {
    event?.stopPropagation();
    this.voice.discard();
    this.ended.emit();
  }

  protected async send(): Promise<void> {
    const recording = await this.voice.stop();
    if (!recording) return;
    const { content, mimeType, seconds } = recording;
    const at = new Date().toISOString().slice(0, 19).replace(/[:T]/g, '-');
    const name = `voice ${at}.${EXTENSIONS[mimeType] ?? 'bin'}`;
    const file = { type: 'file', name, mimeType, size: content.size, voice: true, seconds, uploadId: null } as const;
    this.recorded.emit({ text: '', content: file, file: content });
    this.voice.discard();
    this.ended.emit();
  }
}
