import { ManualClock } from '@prosa/server/platform/testing';
import { DoorPressure } from './door-pressure';

/** Lets what awaits a timer go on. */
const turn = () => new Promise(setImmediate);

describe('the pressure at the door', () => {
  let clock: ManualClock;
  let pressure: DoorPressure;
  beforeEach(() => {
    clock = new ManualClock();
    pressure = new DoorPressure(clock);
  });
  const flood = (deliveries = 60) => {
    for (let i = 0; i < deliveries; i++) pressure.note();
  };

  it('is low in a busy day: forty in a tenth of a second', async () => {
    flood(40);
    clock.advance(100);
    flood(40);
    expect(pressure.high).toBe(false);
    await pressure.untilCalm();
  });

  it('is high in a flood, and for a window after it', () => {
    flood();
    expect(pressure.high).toBe(true);
    clock.advance(100);
    expect(pressure.high).toBe(true);
    clock.advance(100);
    expect(pressure.high).toBe(false);
  });

  it('lets those who wait go on when it falls', async () => {
    flood();
    let calm = false;
    void pressure.untilCalm().then(() => (calm = true));
    for (let passed = 0; passed < 200; passed += 50) {
      expect(calm).toBe(false);
      clock.advance(50);
      await turn();
    }
    expect(calm).toBe(true);
  });

  it('lets them go on after a second, however long the flood', async () => {
    flood();
    let waited = 0;
    let calm = false;
    void pressure.untilCalm().then(() => (calm = true));
    for (; !calm && waited < 5_000; waited += 50) {
      clock.advance(50);
      flood();
      await turn();
    }
    expect(waited).toBe(1_000);
  });
});
