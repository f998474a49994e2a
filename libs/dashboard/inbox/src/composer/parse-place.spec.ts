import { isShortLink, parsePlace } from './parse-place';

describe('a place that was pasted', () => {
  it.each<[string, number, number]>([
    ['-23.5614, -46.6559', -23.5614, -46.6559],
    ['(-23.5614 -46.6559)', -23.5614, -46.6559],
    ['https://www.google.com/maps/@-23.56,-46.65,17z', -23.56, -46.65],
    [
      'https://www.google.com/maps/place/MASP/@-23.5,-46.6,17z/data=!3m1!4b1!4m6!3m5!8m2!3d-23.561414!4d-46.6558819',
      -23.561414,
      -46.6558819,
    ],
    ['https://www.google.com/maps/search/?api=1&query=-23.56%2C-46.65', -23.56, -46.65],
    ['https://maps.google.com/?q=-23.56,-46.65', -23.56, -46.65],
    ['https://maps.apple.com/?ll=38.7,-9.1&q=Shop', 38.7, -9.1],
    ['https://www.openstreetmap.org/?mlat=38.7&mlon=-9.1#map=16/1/2', 38.7, -9.1],
    ['https://www.openstreetmap.org/#map=16/38.7/-9.1', 38.7, -9.1],
    ['geo:38.7,-9.1?z=12', 38.7, -9.1],
  ])('%s', (text, latitude, longitude) => expect(parsePlace(text)).toEqual({ latitude, longitude }));

  it.each(['', 'Av. Paulista, 1578', '91, 0', '0, 181', 'https://example.com/?q=1', '12345, 67890', '%E0%A4%A'])(
    '%p is none',
    (text) => expect(parsePlace(text)).toBeNull(),
  );

  it('knows the short links that say nothing', () => {
    expect(isShortLink('https://maps.app.goo.gl/abc')).toBe(true);
    expect(isShortLink('https://www.google.com/maps')).toBe(false);
  });
});
