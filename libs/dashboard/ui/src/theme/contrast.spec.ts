import { readFileSync } from 'node:fs';

const source = readFileSync(new URL('./_tokens.scss', import.meta.url), 'utf8');
const tokens = new Map<string, [string, string]>();
for (const [, name, light, dark] of source.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)) {
  tokens.set(name as string, [light as string, dark as string]);
}

const luminance = (hex: string): number => {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ratio = (a: string, b: string): number => {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
};
const worst = (text: string, surface: string): number => {
  const [a, b] = [tokens.get(text), tokens.get(surface)];
  if (!a || !b) throw new Error(`Unknown token ${text} or ${surface}`);
  return Math.min(ratio(a[0], b[0]), ratio(a[1], b[1]));
};

const SURFACES = ['', '-container-lowest', '-container-low', '-container', '-container-high'].map(
  (s) => `mat-sys-surface${s}`,
);

describe('contrast in both themes', () => {
  it.each(SURFACES)('text reads on %s', (surface) => {
    expect(worst('mat-sys-on-surface', surface)).toBeGreaterThanOrEqual(7);
    expect(worst('mat-sys-on-surface-variant', surface)).toBeGreaterThanOrEqual(4.5);
    expect(worst('mat-sys-primary', surface)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['success', 'warning', 'danger', 'info', 'agent', 'note'])(
    '%s reads on its surface and on the page',
    (role) => {
      expect(worst(`app-${role}`, `app-${role}-surface`)).toBeGreaterThanOrEqual(4.5);
      expect(worst(`app-${role}`, 'mat-sys-surface')).toBeGreaterThanOrEqual(4.5);
      expect(worst(`app-${role}`, 'mat-sys-surface-container-lowest')).toBeGreaterThanOrEqual(4.5);
      expect(worst('mat-sys-on-surface', `app-${role}-surface`)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each([
    ['mat-sys-on-primary', 'mat-sys-primary'],
    ['mat-sys-on-primary-container', 'mat-sys-primary-container'],
    ['mat-sys-on-secondary-container', 'mat-sys-secondary-container'],
    ['mat-sys-on-error', 'mat-sys-error'],
    ['mat-sys-on-error-container', 'mat-sys-error-container'],
    ['mat-sys-on-surface', 'app-selected'],
    ['mat-sys-on-surface-variant', 'app-selected'],
    ['app-on-own-bubble', 'app-own-bubble'],
    ['app-on-other-bubble', 'app-other-bubble'],
    ['app-bubble-meta', 'app-own-bubble'],
    ['app-bubble-meta', 'app-other-bubble'],
    ['app-bubble-meta', 'app-agent-surface'],
    ['app-read-tick', 'app-own-bubble'],
  ])('%s reads on %s', (text, surface) => expect(worst(text, surface)).toBeGreaterThanOrEqual(4.5));

  it('the outline of a control is seen', () => {
    expect(worst('mat-sys-outline', 'mat-sys-surface')).toBeGreaterThanOrEqual(3);
    expect(worst('mat-sys-outline', 'mat-sys-surface-container-lowest')).toBeGreaterThanOrEqual(3);
  });
});
