import { computed, inject, Injectable, type OnDestroy, signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { fileShape, type FileShape } from '../live/outbox-content';

export interface ChosenFile {
  readonly id: string;
  readonly content: File;
  readonly name: string;
  readonly mimeType: string;
  readonly url: string;
  readonly shape: FileShape;
  readonly caption: string;
}

/** At once: more is a mistake of the hand, and each becomes a message. */
export const MOST_FILES = 30;

/** What is about to be sent beside the text, until it is sent or put away. */
@Injectable()
export class ChosenFiles implements OnDestroy {
  private readonly transloco = inject(TranslocoService);
  private readonly all = signal<readonly ChosenFile[]>([]);
  readonly files = this.all.asReadonly();
  readonly any = computed(() => this.all().length > 0);

  /** How many there was no room for. */
  add(files: readonly File[]): number {
    const room = MOST_FILES - this.all().length;
    const taken = files.filter(({ size }) => size > 0).slice(0, room);
    this.all.update((before) => [...before, ...taken.map((file) => this.chosen(file))]);
    return files.length - taken.length;
  }

  caption(id: string, caption: string): void {
    this.all.update((files) => files.map((file) => (file.id === id ? { ...file, caption } : file)));
  }

  remove(id: string): void {
    this.release(this.all().filter((file) => file.id === id));
    this.all.update((files) => files.filter((file) => file.id !== id));
  }

  clear(): void {
    this.release(this.all());
    this.all.set([]);
  }

  ngOnDestroy(): void {
    this.release(this.all());
  }

  private chosen(content: File): ChosenFile {
    const mimeType = content.type.split(';')[0] ?? '';
    return {
      id: crypto.randomUUID(),
      content,
      name: this.nameOf(content),
      mimeType,
      url: URL.createObjectURL(content),
      shape: fileShape({ mimeType, voice: false }),
      caption: '',
    };
  }

  /** Browsers call every pasted picture `image.png`. */
  private nameOf({ name, type }: File): string {
    if (name && name !== 'image.png') return name;
    const extension =
      type
        .split('/')[1]
        ?.replace('jpeg', 'jpg')
        .replace(/[^a-z0-9].*/, '') || 'bin';
    const at = new Date().toISOString().slice(0, 19).replace(/[:T]/g, '-');
    return `${this.transloco.translate<string>('inbox.attach.pasted')} ${at}.${extension}`;
  }

  private release(files: readonly ChosenFile[]): void {
    for (const { url } of files) URL.revokeObjectURL(url);
  }
}
