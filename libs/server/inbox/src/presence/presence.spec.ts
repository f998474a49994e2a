import { Moments, type Moment } from '@prosa/server/platform';
import { ManualClock } from '@prosa/server/platform/testing';
import { beginViewing, isPresence, noteWriting, presentIn, WRITING_FOR_MS } from './presence';

describe('who is at a conversation', () => {
  let clock: ManualClock;
  let moments: Moments;
  let told: Moment[];
  beforeEach(() => {
    clock = new ManualClock('2026-11-24T12:00:00Z');
    moments = new Moments(clock);
    told = [];
    moments.follow('t', (moment) => void (isPresence(moment, 'c', 'me') && told.push(moment)));
  });
  const present = () => presentIn(moments, 't', 'c', 'me').map(({ memberId, typing }) => [memberId, typing]);

  it('is who looks at it, as long as any of their windows does', () => {
    const [first, second] = [beginViewing(moments, 't', 'c', 'ana'), beginViewing(moments, 't', 'c', 'ana')];
    expect(present()).toEqual([['ana', false]]);
    expect(told).toHaveLength(1);
    first();
    first();
    expect(present()).toEqual([['ana', false]]);
    second();
    expect(present()).toEqual([]);
    expect(told.map(({ what }) => what)).toEqual(['VIEWING', null]);
  });

  it('writes for a while, unless it is said again', () => {
    beginViewing(moments, 't', 'c', 'ana');
    noteWriting(moments, 't', 'c', 'ana', true);
    expect(present()).toEqual([['ana', true]]);
    clock.advance(WRITING_FOR_MS - 1);
    noteWriting(moments, 't', 'c', 'ana', true);
    clock.advance(WRITING_FOR_MS - 1);
    expect(present()).toEqual([['ana', true]]);
    clock.advance(1);
    expect(present()).toEqual([['ana', false]]);
    noteWriting(moments, 't', 'c', 'ana', true);
    noteWriting(moments, 't', 'c', 'ana', false);
    expect(present()).toEqual([['ana', false]]);
  });

  it('is nobody of another conversation or tenant, and never oneself', () => {
    beginViewing(moments, 't', 'c', 'me');
    beginViewing(moments, 't', 'other', 'ana');
    beginViewing(moments, 'u', 'c', 'rui');
    expect(present()).toEqual([]);
    expect(told).toEqual([]);
  });
});
