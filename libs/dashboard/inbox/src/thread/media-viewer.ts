import {
  ChangeDetectionStrategy,
  Component,
  computed,
  type ElementRef,
  inject,
  signal,
  type Signal,
  viewChild,
} from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogClose, MatDialogRef } from '@angular/material/dialog';
import { Icon } from '@prosa/dashboard/ui';
import { InboxFormat } from '../inbox-format';
import { InboxWords } from '../inbox-words';

export interface Viewed {
  readonly id: string;
  readonly video: boolean;
  readonly path: string;
  readonly alt: string;
  readonly caption: string | null;
  readonly sentAt: string;
}
export interface ViewerData {
  /** Grows at its start as older ones are read. */
  readonly items: Signal<readonly Viewed[]>;
  readonly start: string;
  older(): Promise<void>;
}

const ZOOMS = [1, 2, 4] as const;
const SWIPE = 60;

/** Pictures and videos as large as the screen. Esc, the button and the ground around close it; focus returns to where it came from. */
@Component({
  selector: 'inbox-media-viewer',
  imports: [Icon, MatDialogClose],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './media-viewer.html',
  styleUrl: './media-viewer.scss',
  host: { '(keydown)': 'pressed($event)' },
})
export class MediaViewer {
  private readonly data = inject<ViewerData>(MAT_DIALOG_DATA);
  private readonly dialog = inject(MatDialogRef);
  protected readonly format = inject(InboxFormat);
  protected readonly words = inject(InboxWords);
  private readonly stage = viewChild.required<ElementRef<HTMLElement>>('stage');

  private readonly id = signal(this.data.start);
  private readonly index = computed(() => this.data.items().findIndex(({ id }) => id === this.id()));
  protected readonly shown = computed(() => this.data.items()[this.index()] ?? null);
  protected readonly hasNext = computed(() => this.index() < this.data.items().length - 1);
  protected readonly busy = signal(false);
  /** Nothing older was found: the conversation has no more. */
  protected readonly first = signal(false);
  protected readonly zoom = signal<number>(1);
  protected readonly moved = signal({ x: 0, y: 0 });
  protected readonly transform = computed(
    () => `translate(${this.moved().x}px, ${this.moved().y}px) scale(${this.zoom()})`,
  );
  private drag: { x: number; y: number; from: { x: number; y: number } } | null = null;

  protected next(): void {
    const next = this.data.items()[this.index() + 1];
    if (next) this.show(next.id);
  }

  async previous(): Promise<void> {
    if (this.index() > 0) return this.show(this.data.items()[this.index() - 1]?.id as string);
    if (this.busy() || this.first()) return;
    const known = this.data.items().length;
    this.busy.set(true);
    await this.data.older();
    this.busy.set(false);
    if (this.data.items().length === known) this.first.set(true);
    else if (this.index() > 0) this.show(this.data.items()[this.index() - 1]?.id as string);
  }

  protected zoomBy(steps: 1 | -1): void {
    if (this.shown()?.video) return;
    const at = ZOOMS.indexOf(this.zoom() as 1 | 2 | 4);
    this.zoom.set(ZOOMS[Math.max(0, Math.min(ZOOMS.length - 1, at + steps))] ?? 1);
    if (this.zoom() === 1) this.moved.set({ x: 0, y: 0 });
  }

  protected pressed(event: KeyboardEvent): void {
    if (event.target instanceof HTMLVideoElement && event.key.startsWith('Arrow')) return;
    const acts: Record<string, () => void> = {
      ArrowLeft: () => void this.previous(),
      ArrowRight: () => this.next(),
      '+': () => this.zoomBy(1),
      '=': () => this.zoomBy(1),
      '-': () => this.zoomBy(-1),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  protected held(event: PointerEvent): void {
    if (event.target instanceof HTMLVideoElement) return;
    this.drag = { x: event.clientX, y: event.clientY, from: this.moved() };
    if (this.zoom() > 1) this.stage().nativeElement.setPointerCapture(event.pointerId);
  }

  protected dragged(event: PointerEvent): void {
    if (!this.drag || this.zoom() === 1) return;
    const { x, y, from } = this.drag;
    this.moved.set({ x: from.x + event.clientX - x, y: from.y + event.clientY - y });
  }

  /** To the side with a finger: another one. On the ground: away. On the picture: nearer. */
  protected released(event: PointerEvent): void {
    const { drag } = this;
    this.drag = null;
    if (!drag) return;
    const [x, y] = [event.clientX - drag.x, event.clientY - drag.y];
    if (this.zoom() === 1 && Math.abs(x) > SWIPE && Math.abs(x) > Math.abs(y)) {
      if (x > 0) void this.previous();
      else this.next();
    } else if (Math.hypot(x, y) < 6) {
      if (event.target instanceof HTMLImageElement) this.zoomBy(this.zoom() < 4 ? 1 : -1);
      else if (event.target === this.stage().nativeElement) this.dialog.close();
    }
  }

  private show(id: string): void {
    this.zoom.set(1);
    this.moved.set({ x: 0, y: 0 });
    this.id.set(id);
  }
}
