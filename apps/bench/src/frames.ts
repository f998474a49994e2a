import type { Page } from 'playwright-core';

/** How smoothly a page was scrolled. */
export interface Frames {
  /** Milliseconds between frames while it was scrolled. */
  gaps: number[];
  /** Milliseconds of the frames that the browser itself calls long: over 50 ms from their start to what they drew. */
  long: number[];
}

// As text: the page knows nothing of what the bundler adds to functions.
const WATCH = `
  globalThis.benchFrames = { gaps: [], long: [] };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) benchFrames.long.push(duration);
  }).observe({ type: 'long-animation-frame' });
  let benchLast = performance.now();
  requestAnimationFrame(function next(now) {
    benchFrames.gaps.push(now - benchLast);
    benchLast = now;
    requestAnimationFrame(next);
  });
`;

/** From the next page it goes to on: what the browser says of its frames. */
export const watchFrames = async (page: Page): Promise<void> => void (await page.addInitScript(WATCH));

/** Forgets what it took to come here. */
export const startFrames = async (page: Page): Promise<void> => void (await page.evaluate('benchFrames = { gaps: [], long: [] }'));

export const framesOf = (page: Page): Promise<Frames> => page.evaluate<Frames>('benchFrames');
