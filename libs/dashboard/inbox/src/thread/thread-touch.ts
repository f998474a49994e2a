const LONG_PRESS_MS = 500;
/** A finger is never quite still. */
const STILL = 8;
/** A browser tells of a press so long after the finger has gone, at most. */
const RELEASE_MS = 350;
const REPLY_AT = 56;
const FURTHEST = 72;

interface Touch {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly bubble: HTMLElement;
  swiping: boolean;
}

export interface TouchWishes {
  /** A finger stayed on a message: its menu, as on the phone. */
  menu(bubble: HTMLElement): void;
  /** A message was drawn to the right: an answer to it. */
  reply(bubble: HTMLElement): void;
}

/**
 * What fingers do with messages: one pair of listeners for the whole thread. Scrolling is left to the browser, which tells with
 * `pointercancel` that it has taken the finger. Returns what takes the listeners off.
 */
export function followTouches(thread: HTMLElement, wishes: TouchWishes): () => void {
  let touch: Touch | null = null;
  let pressing: ReturnType<typeof setTimeout> | undefined;
  const controller = new AbortController();
  const on = (
    event: 'pointerdown' | 'pointermove' | 'pointerup' | 'pointercancel',
    act: (event: PointerEvent) => void,
  ) => thread.addEventListener(event, act, { signal: controller.signal, passive: true });

  const drop = () => {
    clearTimeout(pressing);
    if (touch?.swiping) settle(touch.bubble);
    touch = null;
  };

  on('pointerdown', (event) => {
    drop();
    const bubble = (event.target as Element).closest<HTMLElement>('[data-message]');
    if (event.pointerType !== 'touch' || !event.isPrimary || !bubble) return;
    if ((event.target as Element).closest('[role="slider"], input')) return;
    touch = { id: event.pointerId, x: event.clientX, y: event.clientY, bubble, swiping: false };
    pressing = setTimeout(() => {
      touch = null;
      wishes.menu(bubble);
      swallowRelease();
    }, LONG_PRESS_MS);
  });
  on('pointermove', (event) => {
    if (!touch || event.pointerId !== touch.id) return;
    const [x, y] = [event.clientX - touch.x, event.clientY - touch.y];
    if (Math.hypot(x, y) > STILL) clearTimeout(pressing);
    if (!touch.swiping && x > STILL * 2 && x > Math.abs(y) * 2) touch.swiping = true;
    if (touch.swiping) touch.bubble.style.transform = `translateX(${Math.min(FURTHEST, Math.max(0, x))}px)`;
  });
  on('pointerup', (event) => {
    if (touch?.swiping && event.clientX - touch.x >= REPLY_AT) wishes.reply(touch.bubble);
    drop();
  });
  on('pointercancel', drop);
  // The browser's own menu of a long press would cover ours.
  thread.addEventListener(
    'contextmenu',
    (event) => {
      const touched = (event as PointerEvent).pointerType === 'touch';
      if (touched && (event.target as Element).closest('[data-message]')) event.preventDefault();
    },
    { signal: controller.signal },
  );
  return () => {
    drop();
    controller.abort();
  };
}

/** The finger that opened a menu still lies on it: its release is no press on what is under it by then. */
function swallowRelease(): void {
  const controller = new AbortController();
  const options = { capture: true, signal: controller.signal };
  const swallow = (event: Event) => {
    event.stopPropagation();
    event.preventDefault();
  };
  const over = () => setTimeout(() => controller.abort(), RELEASE_MS);
  for (const event of ['mousedown', 'mouseup', 'click']) document.addEventListener(event, swallow, options);
  for (const event of ['touchend', 'touchcancel']) document.addEventListener(event, over, options);
}

function settle(bubble: HTMLElement): void {
  const from = bubble.style.transform;
  bubble.style.transform = '';
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  bubble.animate([{ transform: from }, { transform: 'none' }], { duration: 120, easing: 'ease-out' });
}
