import { UrlSegment } from '@angular/router';
import { idOf } from './id-guards';

describe('idOf', () => {
  const match = (id: string) =>
    idOf('Channel')({}, [new UrlSegment('channels', {}), new UrlSegment(id, {})], {} as never);

  it('lets an id of its type through, and nothing else', () => {
    expect(match(btoa('Channel:1'))).toBe(true);
    expect(match(btoa('Agent:1'))).toBe(false);
    expect(match('xx')).toBe(false);
  });
});
