import { bodyKey } from './body-key';

const body = (time: string, text = 'oi') => Buffer.from(`{"event":"messages.upsert","data":{"text":"${text}"},"date_time":"${time}","apikey":null}`);

describe('the key of a body', () => {
  it('is the same for the same bytes, and of no others', () => {
    expect(bodyKey(body('2026-11-27T12:00:00.000Z'))).toBe(bodyKey(body('2026-11-27T12:00:00.000Z')));
    expect(bodyKey(body('2026-11-27T12:00:00.000Z', 'oi!'))).not.toBe(bodyKey(body('2026-11-27T12:00:00.000Z')));
  });

  it('is in the order of the bodies’ own times', () => {
    const times = ['2026-11-27T11:59:59.999Z', '2026-11-27T12:00:00.000Z', '2026-11-27T12:00:00.001Z', '2027-01-01T00:00:00.000Z'];
    const keys = times.map((time) => bodyKey(body(time)));
    expect([...keys].sort()).toEqual(keys);
  });

  it.each(['', 'no JSON', '{"date_time":"', '{"date_time":"yesterday"}', '{"text":"\\"date_time\\":\\"2026\\""}'])('takes any body: %s', (text) => {
    expect(bodyKey(Buffer.from(text))).toMatch(/^[\w-]{43}$/);
  });

  it('fits its column', () => expect(bodyKey(body('9999-12-31T23:59:59.999Z')).length).toBeLessThanOrEqual(64));
});
