import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isPublicAddress } from '@prosa/server/platform';
import { PictureRefused, pictureDownloader, pictureDownloaderFor } from './download-picture';

describe('a picture from an address that others name', () => {
  let server: Server;
  let answer: RequestListener;
  let url: string;
  let asked: number;
  beforeEach(async () => {
    asked = 0;
    answer = (_request, response) => void response.end('a picture');
    server = createServer((request, response) => {
      asked += 1;
      answer(request, response);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });

  it('is read from the WhatsApp server itself, wherever it is configured to be', async () => {
    expect(String(await pictureDownloader(`${url}/evolution`)(`${url}/a.jpg?oe=1`))).toBe('a picture');
  });

  it('is not read from there when a server that a tenant brought names it', async () => {
    const download = pictureDownloaderFor(url, async (instance) => instance === 'operators');
    expect(String(await download(`${url}/a.jpg`, 'operators'))).toBe('a picture');
    await expect(download(`${url}/a.jpg`, 'tenants')).rejects.toBeInstanceOf(PictureRefused);
    expect(asked).toBe(1);
  });

  it.each([
    ['over HTTP', (at: string) => `${at}/a.jpg`],
    ['from this machine', (at: string) => at.replace('http:', 'https:')],
    ['from this machine, written otherwise', (at: string) => at.replace('http://127.0.0.1', 'https://2130706433')],
    ['from this machine in IPv6', (at: string) => at.replace('http://127.0.0.1', 'https://[::ffff:127.0.0.1]')],
    ['by a name for this machine', (at: string) => at.replace('http://127.0.0.1', 'https://localhost')],
    ['from a file', () => 'file:///etc/passwd'],
  ])('is not read %s', async (_what, addressOf) => {
    let reached = 0;
    server.on('connection', () => (reached += 1));
    for (const trusted of [null, 'http://evolution:8080'])
      await expect(pictureDownloader(trusted)(addressOf(url))).rejects.toBeInstanceOf(PictureRefused);
    expect([asked, reached]).toEqual([0, 0]);
  });

  it('is not looked for where a redirect leads', async () => {
    answer = (_request, response) => void response.writeHead(302, { location: `${url}/b.jpg` }).end();
    await expect(pictureDownloader(url)(`${url}/a.jpg`)).rejects.toThrow('answered 302');
    expect(asked).toBe(1);
  });

  it('is given up when it is large, slow or breaks off, without a word of where it was', async () => {
    answer = (_request, response) => void response.end(Buffer.alloc(1024 * 1024));
    expect((await pictureDownloader(url)(`${url}/a.jpg`)).length).toBe(1024 * 1024);
    answer = (_request, response) => void response.end(Buffer.alloc(1024 * 1024 + 1));
    await expect(pictureDownloader(url)(`${url}/a.jpg`)).rejects.toThrow(/^too large$/);
    answer = (_request, response) => void response.write('slow');
    await expect(pictureDownloader(url, 50)(`${url}/a.jpg`)).rejects.toBeInstanceOf(PictureRefused);
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    };
    await expect(pictureDownloader(url)(`${url}/a.jpg`)).rejects.toBeInstanceOf(PictureRefused);
  });
});

describe('a public address', () => {
  it.each(['157.240.12.53', '8.8.8.8', '172.15.0.1', '172.32.0.1', '2a03:2880:f234:c5:face:b00c:0:167'])(
    '%s is one',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1',
    'fd00::1',
    'ff02::1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '2001::1',
    '2001:db8::1',
  ])('%s is none', (address) => expect(isPublicAddress(address)).toBe(false));
});
