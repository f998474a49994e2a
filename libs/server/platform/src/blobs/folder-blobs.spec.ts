import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { newId } from '../database/columns';
import { FolderBlobs } from './folder-blobs';

describe('the folder of blobs', () => {
  const dir = mkdtempSync(join(tmpdir(), 'prosa-blobs-'));
  const blobs = new FolderBlobs(join(dir, 'media'));
  const tenant = newId();
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it('gives back what was put, whole or in part, to its tenant only', async () => {
    const id = newId();
    await blobs.put(tenant, id, Buffer.from('0123456789'));
    expect(await blobs.sizeOf(tenant, id)).toBe(10);
    expect(await text(blobs.read(tenant, id, { start: 2, end: 4 }))).toBe('234');
    expect(await blobs.sizeOf(newId(), id)).toBeNull();
  });

  it('replaces, removes, and leaves nothing unfinished behind', async () => {
    const [id, blocked] = [newId(), newId()];
    await blobs.put(tenant, id, Buffer.from('first'));
    await blobs.put(tenant, id, Buffer.from('second, longer'));
    expect(await blobs.sizeOf(tenant, id)).toBe(14);
    await expect(blobs.put(tenant, blocked, null as never)).rejects.toThrow();
    expect(readdirSync(join(dir, 'media', tenant)).some((name) => name.includes('.part'))).toBe(false);
    await blobs.remove(tenant, id);
    await blobs.remove(tenant, id);
    expect(await blobs.sizeOf(tenant, id)).toBeNull();
  });

  it('takes no path for an id', async () => {
    await expect(blobs.put(tenant, '../../out', Buffer.from('x'))).rejects.toThrow('Not the id');
    await expect(blobs.sizeOf('..', newId())).rejects.toThrow('Not the id');
  });
});
