import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { newId } from '../database/columns';
import { S3StandIn } from '../testing/s3-stand-in';
import type { BlobStore } from './blob-store';
import { FolderBlobs } from './folder-blobs';
import { S3Blobs } from './s3-blobs';

const MB = 1024 * 1024;
let dir: string;
let s3: S3StandIn;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'prosa-blobs-'));
  s3 = await S3StandIn.start();
});
afterAll(async () => {
  await s3.stop();
  rmSync(dir, { recursive: true, force: true });
});

const bucket = (over: { secretAccessKey?: string; accessKeyId?: string } = {}) =>
  new S3Blobs({
    endpoint: s3.url,
    region: 'eu-west-1',
    bucket: 'files',
    prefix: 'prosa/',
    accessKeyId: 'key',
    secretAccessKey: 'secret',
    ...over,
  });

/** What every store does alike. */
describe.each<[string, () => BlobStore]>([
  ['a folder', () => new FolderBlobs(join(dir, 'media'))],
  ['a bucket', () => bucket()],
])('%s of blobs', (_name, open) => {
  const tenant = newId();
  let blobs: BlobStore;
  beforeEach(() => void (blobs = open()));

  it('gives back what was put, whole or in part, to its tenant only', async () => {
    const id = newId();
    await blobs.put(tenant, id, Buffer.from('0123456789'));
    expect(await blobs.sizeOf(tenant, id)).toBe(10);
    expect(await text(blobs.read(tenant, id, { start: 2, end: 4 }))).toBe('234');
    expect(await text(blobs.read(tenant, id, { start: 0, end: 9 }))).toBe('0123456789');
    expect(await blobs.sizeOf(newId(), id)).toBeNull();
  });

  it('takes a stream of any length, as it comes', async () => {
    for (const size of [0, 5, 20 * MB + 3]) {
      const id = newId();
      const pieces = function* () {
        for (let left = size; left > 0; left -= 64 * 1024) yield Buffer.alloc(Math.min(left, 64 * 1024), left % 251);
      };
      await blobs.put(tenant, id, Readable.from(pieces()));
      expect(await blobs.sizeOf(tenant, id)).toBe(size);
      if (size > MB) {
        const end = await buffer(blobs.read(tenant, id, { start: size - 4, end: size - 1 }));
        expect([...end]).toEqual([(3 + 64 * 1024) % 251, 3, 3, 3]); // the last two pieces
      }
    }
  });

  it('keeps nothing of a stream that breaks, and says what broke it', async () => {
    const id = newId();
    const pieces = async function* () {
      yield Buffer.alloc(9 * MB);
      throw new Error('the sender went away');
    };
    await expect(blobs.put(tenant, id, Readable.from(pieces()))).rejects.toThrow('the sender went away');
    expect(await blobs.sizeOf(tenant, id)).toBeNull();
  });

  it('replaces and removes, twice if need be', async () => {
    const id = newId();
    await blobs.put(tenant, id, Buffer.from('first'));
    await blobs.put(tenant, id, Buffer.from('second, longer'));
    expect(await blobs.sizeOf(tenant, id)).toBe(14);
    await blobs.remove(tenant, id);
    await blobs.remove(tenant, id);
    expect(await blobs.sizeOf(tenant, id)).toBeNull();
    await expect(text(blobs.read(tenant, id, { start: 0, end: 1 }))).rejects.toThrow();
  });

  it('takes no path for an id', async () => {
    await expect(blobs.put(tenant, '../../out', Buffer.from('x'))).rejects.toThrow('Not the id');
    await expect(blobs.sizeOf('..', newId())).rejects.toThrow('Not the id');
  });
});

describe('a folder', () => {
  it('has nothing unfinished left in it', async () => {
    const [tenant, id] = [newId(), newId()];
    const blobs = new FolderBlobs(join(dir, 'media'));
    await expect(blobs.put(tenant, id, null as never)).rejects.toThrow();
    expect(readdirSync(join(dir, 'media', tenant))).toEqual([]);
  });
});

describe('a bucket', () => {
  beforeEach(() => void (s3.calls.length = 0));

  it('is spoken to by path, signed, under its prefix, for no more than what is asked', async () => {
    const [tenant, id] = [newId(), newId()];
    await bucket().put(tenant, id, Buffer.from('0123456789'));
    await text(bucket().read(tenant, id, { start: 2, end: 4 }));
    expect(s3.calls.map(({ method, path, headers }) => [method, path, headers.range])).toEqual([
      ['PUT', `/files/prosa/${tenant}/${id}`, undefined],
      ['GET', `/files/prosa/${tenant}/${id}`, 'bytes=2-4'],
    ]);
    await expect(bucket({ accessKeyId: 'another' }).sizeOf(tenant, id)).rejects.toThrow();
  });

  it('takes long streams in parts, and leaves none of a broken one behind', async () => {
    const [tenant, id] = [newId(), newId()];
    await bucket().put(
      tenant,
      id,
      Readable.from([Buffer.alloc(8 * MB, 1), Buffer.alloc(8 * MB, 2), Buffer.alloc(MB, 3)]),
    );
    expect(
      s3.calls
        .filter(({ query }) => query.has('partNumber'))
        .map(({ query }) => query.get('partNumber'))
        .sort(),
    ).toEqual(['1', '2', '3']);
    const broken = async function* () {
      yield Buffer.alloc(17 * MB);
      throw new Error('cut');
    };
    await expect(bucket().put(tenant, newId(), Readable.from(broken()))).rejects.toThrow('cut');
    expect(s3.open.size).toBe(0);
  });

  it('is asked again when it is in trouble, and not for ever', async () => {
    const [tenant, id] = [newId(), newId()];
    s3.failures = 2;
    await bucket().put(tenant, id, Buffer.from('x'));
    expect(await bucket().sizeOf(tenant, id)).toBe(1);
    s3.calls.length = 0;
    s3.failures = 10;
    await expect(bucket().put(tenant, id, Buffer.from('y'))).rejects.toThrow();
    expect(s3.calls).toHaveLength(3);
    s3.failures = 0;
  });
});
