import { SERVERS_OWN, shellFirstFromNetwork } from './shell';

const options = { request: 'page' } as never;
const kept = async () => 'kept' as never;
afterEach(() => Reflect.deleteProperty(globalThis, 'fetch'));
const network = (fetch: () => Promise<unknown>) => Object.assign(globalThis, { fetch });

it('is the page of the server as long as it answers, whatever it answers', async () => {
  network(async () => 'from the server');
  expect(await shellFirstFromNetwork(kept)(options)).toBe('from the server');
});

it('is the page that was kept when it does not', async () => {
  network(async () => Promise.reject(new TypeError('Failed to fetch')));
  expect(await shellFirstFromNetwork(kept)(options)).toBe('kept');
});

it.each([
  ['/media/1', true],
  ['/graphql', true],
  ['/oauth/google/callback?code=1', true],
  ['/mediation', false],
  ['/inbox/1', false],
])('leaves to the server what is its own: %s', (path, isOwn) => {
  expect(SERVERS_OWN.test(path)).toBe(isOwn);
});
