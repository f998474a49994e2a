import { boundsOf, FIRST_DRAWN, NEWEST, nextBounds, type Sight, STEP } from './drawn-span';

const rows = (count: number) => new Map(Array.from({ length: count }, (_, index) => [`r${index}`, index]));
const sight = (more: Partial<Sight>): Sight => ({
  above: 2_000,
  below: 2_000,
  height: 800,
  farAbove: 0,
  farBelow: 0,
  ...more,
});

describe('boundsOf', () => {
  it('is at first a screenful at the newest, and goes on with what comes', () => {
    expect(boundsOf(NEWEST, rows(100), 100)).toEqual({ start: 100 - FIRST_DRAWN, end: 100 });
    expect(boundsOf({ from: 'r60', to: null }, rows(101), 101)).toEqual({ start: 60, end: 101 });
    expect(boundsOf(NEWEST, rows(3), 3)).toEqual({ start: 0, end: 3 });
  });

  it('follows its rows when others come before them', () => {
    const later = new Map([...rows(50)].map(([key, index]) => [key, index + 40]));
    expect(boundsOf({ from: 'r10', to: 'r20' }, later, 90)).toEqual({ start: 50, end: 61 });
  });

  it('draws rows also when those it knew are gone', () => {
    expect(boundsOf({ from: 'gone', to: 'gone' }, rows(100), 100)).toEqual({ start: 70, end: 100 });
    expect(boundsOf({ from: 'r10', to: 'gone' }, rows(100), 100)).toEqual({ start: 10, end: 10 + FIRST_DRAWN });
  });
});

describe('nextBounds', () => {
  it('grows by a step where less than a screen and a half is drawn ahead', () => {
    expect(nextBounds({ start: 50, end: 80 }, 100, sight({ above: 1_100 }))).toEqual({ start: 50 - STEP, end: 80 });
    expect(nextBounds({ start: 50, end: 80 }, 100, sight({ below: 0 }))).toEqual({ start: 50, end: 80 + STEP });
    expect(nextBounds({ start: 4, end: 98 }, 100, sight({ above: 0, below: 0 }))).toEqual({ start: 0, end: 100 });
  });

  it('takes out what is far away, while the other end grows', () => {
    expect(nextBounds({ start: 20, end: 90 }, 100, sight({ above: 0, farBelow: 30 }))).toEqual({
      start: 20 - STEP,
      end: 60,
    });
    expect(nextBounds({ start: 20, end: 90 }, 100, sight({ farAbove: 12 }))).toEqual({ start: 32, end: 90 });
  });

  it('never takes out all', () => {
    expect(nextBounds({ start: 0, end: 40 }, 100, sight({ farAbove: 40, farBelow: 40 }))).toEqual({
      start: 40 - STEP,
      end: 40,
    });
  });

  it('rests when all is as it should be', () => {
    expect(nextBounds({ start: 20, end: 80 }, 100, sight({}))).toEqual({ start: 20, end: 80 });
  });
});
