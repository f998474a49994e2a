import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe calls serious or critical, as one line each: everything in the light theme, contrasts in the dark one too. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await atRest(page);
    const rules = colorScheme === 'dark' ? { runOnly: ['color-contrast'] } : {};
    found.push(
      ...(
        await page.evaluate((options) => (globalThis as unknown as { axe: typeof axe }).axe.run(document, options), {
          ...rules,
          resultTypes: ['violations' as const],
        })
      ).violations,
    );
  }
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, any }) => `${id}: ${target.join(' ')} ${any[0]?.message ?? ''}`));
}

/** Colours on their way from one theme to the other have no contrast worth measuring; what inherits a colour follows frames later. */
const atRest = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const moving = () =>
      document.getAnimations().some((one) => one.effect?.getComputedTiming().iterations !== Infinity);
    for (let quiet = 0; quiet < 5; quiet = moving() ? 0 : quiet + 1)
      await new Promise((frame) => requestAnimationFrame(frame));
  });
