import { ManualClock } from '../testing/manual-clock';
import { Moments, type Moment } from './moments';

const writing = { topic: 'TYPING', about: 'c1', who: 'p1', what: 'COMPOSING' };

describe('moments', () => {
  let clock: ManualClock;
  let moments: Moments;
  let told: Moment[];
  beforeEach(() => {
    clock = new ManualClock();
    moments = new Moments(clock);
    told = [];
    moments.follow('t1', (moment) => told.push(moment));
  });

  it('are told when they begin, and once more when they pass by themselves', () => {
    moments.begin('t1', writing, 20_000);
    clock.advance(19_999);
    expect(told).toEqual([writing]);
    clock.advance(1);
    expect(told).toEqual([writing, { ...writing, what: null }]);
    expect(moments.now('t1')).toEqual([]);
  });

  it('go on for as long as they are said, and are no news then', () => {
    moments.begin('t1', writing, 20_000);
    clock.advance(15_000);
    moments.begin('t1', writing, 20_000);
    clock.advance(15_000);
    expect(told).toEqual([writing]);
    expect(moments.now('t1')).toEqual([writing]);
    moments.begin('t1', { ...writing, what: 'RECORDING' }, 20_000);
    expect(told.map(({ what }) => what)).toEqual(['COMPOSING', 'RECORDING']);
  });

  it('end when that is said, which is no news where nothing was', () => {
    moments.end('t1', writing);
    expect(told).toEqual([]);
    moments.begin('t1', writing, 20_000);
    moments.end('t1', writing);
    clock.advance(60_000);
    expect(told.map(({ what }) => what)).toEqual(['COMPOSING', null]);
  });

  it("are the tenant's own, and told to nobody who stopped listening", () => {
    const others: Moment[] = [];
    const stop = moments.follow('t2', (moment) => others.push(moment));
    moments.begin('t1', writing, 20_000);
    expect([others, moments.now('t2')]).toEqual([[], []]);
    stop();
    moments.begin('t2', writing, 20_000);
    expect(others).toEqual([]);
  });
});
