import { mkdtempSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { seedTenant, type SeededTenant } from '@prosa/server/identity';
import { testDatabaseUrls } from '@prosa/server/platform/testing';
import { rowOf, startProduct, type Product } from '../testing';

const CREATE = `mutation ($input: CreateUploadInput!) { createUpload(input: $input) { upload { id url expiresAt } userErrors { code path } } }`;
const PDF = Buffer.from('%PDF-1.7\nhello');
const MB = 1024 * 1024;
const dir = mkdtempSync(join(tmpdir(), 'prosa-uploads-'));
afterAll(() => rmSync(dir, { recursive: true }));
jest.setTimeout(60_000);

describe.each(testDatabaseUrls())('the door for uploads on $name', ({ url }) => {
  let product: Product;
  let mine: SeededTenant;
  let theirs: SeededTenant;
  beforeAll(async () => {
    product = await startProduct({ databaseUrl: await url(dir), env: { PROSA_MEDIA_MAX_MB: '4' } });
    mine = await seedTenant(product.prosa.platform);
    theirs = await seedTenant(product.prosa.platform);
  });
  afterAll(() => product.stop());

  const announce = async (input: object = {}, token = mine.owner.token) => {
    const whole = { fileName: 'quote.pdf', mimeType: 'text/html', size: PDF.length, ...input };
    const { data, codes } = await product.graphql(token, CREATE, { input: whole });
    return { codes, upload: data?.createUpload?.upload, problems: data?.createUpload?.userErrors };
  };
  const put = async (
    url: string,
    body: BodyInit,
    headers: Record<string, string> = {},
    token: string | null = mine.owner.token,
  ) => {
    const response = await fetch(url, {
      method: 'PUT',
      headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
      body,
      duplex: 'half',
    } as RequestInit);
    return { status: response.status, body: (await response.json()) as { code?: string } };
  };
  const stored = async (id: string) => {
    const [row] = await product.prosa.platform.db.read<{ state: string; mime_type: string }>(
      'select state, mime_type from upload where id = ?',
      [rowOf(id)],
    );
    const files = await readdir(join(product.prosa.platform.config.dataDir, 'media', mine.tenantId)).catch(() => []);
    return { row, files: files.filter((name) => name.includes(rowOf(id))) };
  };

  it('takes the bytes once, tells by them what they are, and keeps them for their member', async () => {
    const { upload } = await announce();
    expect(upload.url).toBe(`${product.url}/media/uploads/${rowOf(upload.id)}`);
    expect(await put(upload.url, PDF)).toEqual({
      status: 200,
      body: { size: PDF.length, mimeType: 'application/pdf' },
    });
    expect(await stored(upload.id)).toMatchObject({
      row: { state: 'STORED', mime_type: 'application/pdf' },
      files: [rowOf(upload.id)],
    });
    expect(await put(upload.url, PDF)).toMatchObject({ status: 409, body: { code: 'TAKEN' } });
  });

  it('takes what comes in pieces, without a length, and holds it to what was announced', async () => {
    const pieces = (count: number) =>
      new ReadableStream({
        start(controller) {
          for (let at = 0; at < count; at++) controller.enqueue(new Uint8Array(64 * 1024).fill(at));
          controller.close();
        },
      });
    const { upload } = await announce({ size: 40 * 64 * 1024 });
    expect((await put(upload.url, pieces(39))).body.code).toBe('INCOMPLETE');
    expect(await stored(upload.id)).toMatchObject({ row: { state: 'WAITING' }, files: [] });
    expect(await put(upload.url, pieces(41))).toMatchObject({ status: 413, body: { code: 'TOO_LARGE' } });
    expect(await stored(upload.id)).toMatchObject({ row: { state: 'WAITING' }, files: [] });
    expect((await put(upload.url, pieces(40))).status).toBe(200);
  });

  it('refuses a body of another length before it has read it', async () => {
    const { upload } = await announce();
    expect(await put(upload.url, Buffer.concat([PDF, PDF]))).toMatchObject({
      status: 413,
      body: { code: 'TOO_LARGE' },
    });
    expect(await put(upload.url, PDF.subarray(1))).toMatchObject({ status: 400, body: { code: 'INCOMPLETE' } });
    expect((await put(upload.url, PDF)).status).toBe(200);
  });

  it('is shut to strangers, other tenants, other members, and pages without the header', async () => {
    const { upload } = await announce();
    const colleague = await mine.member('ADMIN');
    expect((await put(upload.url, PDF, {}, null)).status).toBe(401);
    for (const token of [theirs.owner.token, colleague.token])
      expect((await put(upload.url, PDF, {}, token)).status).toBe(404);
    expect((await put(`${product.url}/media/uploads/${crypto.randomUUID()}`, PDF)).status).toBe(404);
    const cookie = { cookie: `prosa_session=${mine.owner.token}` };
    expect(await put(upload.url, PDF, cookie, null)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect((await put(upload.url, PDF, { ...cookie, 'x-prosa-csrf': '1' }, null)).status).toBe(200);
  });

  it.each([
    [{ size: 4 * MB + 1 }, 'TOO_LARGE'],
    [{ size: 0 }, 'EMPTY'],
    [{ fileName: ' / ' }, 'REQUIRED'],
  ])('announces nothing like %p', async (input, code) => {
    expect(await announce(input)).toMatchObject({ upload: null, problems: [{ code }] });
  });

  it('lets nobody fill the disk with what is never sent', async () => {
    const { token } = await mine.member('REP');
    const made = [];
    for (let at = 0; at < 11; at++) made.push(await announce({ size: 4 * MB }, token));
    expect(made.map(({ problems }) => problems[0]?.code)).toEqual([...Array(10).fill(undefined), 'TOO_MANY']);
    const quick = (await mine.member('REP')).token;
    for (let at = 0; at < 100; at++) await announce({ size: 1 }, quick);
    expect((await announce({ size: 1 }, quick)).problems).toMatchObject([{ code: 'TOO_MANY' }]);
  });

  it('ends with who falls silent, and takes the file from them again', async () => {
    const { upload } = await announce();
    const socket = connect(Number(new URL(product.url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    const answer = text(socket);
    socket.write(
      `PUT ${new URL(upload.url).pathname} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${mine.owner.token}\r\nContent-Length: ${PDF.length}\r\n\r\n%PDF`,
    );
    for (let tries = 0; (await stored(upload.id)).row?.state !== 'RECEIVING' && tries < 200; tries++)
      await new Promise((resolve) => setTimeout(resolve, 10));
    product.clock.advance(29_000);
    expect(socket.closed).toBe(false);
    product.clock.advance(2_000);
    expect(await answer).not.toContain(' 200 ');
    for (let tries = 0; (await stored(upload.id)).row?.state === 'RECEIVING' && tries < 200; tries++)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await stored(upload.id)).toMatchObject({ row: { state: 'WAITING' }, files: [] });
    expect((await put(upload.url, PDF)).status).toBe(200);
  });

  it('forgets what nobody sent or used, in time', async () => {
    const unsent = (await announce()).upload;
    const unused = (await announce()).upload;
    await put(unused.url, PDF);
    product.clock.advance(61 * 60_000);
    await product.settle();
    expect((await put(unsent.url, PDF)).status).toBe(404);
    expect(await stored(unused.id)).toMatchObject({ row: { state: 'STORED' }, files: [rowOf(unused.id)] });
    product.clock.advance(24 * 60 * 60_000);
    // In steps: a sweep that was under way at the leap is due again by the clock, and one leap alone would pass it by.
    for (let tries = 0; (await stored(unused.id)).row && tries < 300; tries++) {
      product.clock.advance(1_000);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await stored(unused.id)).toEqual({ row: undefined, files: [] });
    expect((await stored(unsent.id)).row).toBeUndefined();
  });
});
