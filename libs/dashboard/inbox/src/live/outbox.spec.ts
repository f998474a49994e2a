import { jest } from '@jest/globals';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { GraphqlClient, ProblemError } from '@prosa/dashboard/data-access';
import { message } from '../thread/thread.fixture';
import { InboxLive } from './inbox-live';
import { Outbox } from './outbox';
import { UploadFile, type Uploaded } from './upload-file';

type Sent = { clientKey: string; text: string; answer: (value: unknown) => void; fail: (error: unknown) => void };

/** A server that answers when the test says so. */
class FakeClient {
  readonly sent: Sent[] = [];
  mutate(_document: unknown, { input }: { input: { clientKey: string; text: string } }): Promise<unknown> {
    return new Promise((answer, fail) => this.sent.push({ ...input, answer, fail }));
  }
}
/** Uploads end when the test says so. */
class FakeUploads {
  readonly runs: { name: string; signal: AbortSignal; end: (answer: Uploaded) => void }[] = [];
  run({ name }: { name: string }, signal: AbortSignal): Promise<Uploaded> {
    return new Promise((end) => {
      this.runs.push({ name, signal, end });
      signal.addEventListener('abort', () => end({ kind: 'cancelled' }));
    });
  }
}
const settle = () => new Promise((resolve) => setTimeout(resolve));
const stored = (text: string) => ({ sendMessage: { message: message({ text }), userErrors: [] } });
const refused = { sendMessage: { message: null, userErrors: [{ code: 'INVALID', message: 'no', path: null }] } };
const unanswered = () => new ProblemError({ code: 'UNREACHABLE', message: 'gone' });

function start() {
  const online = signal(true);
  const client = new FakeClient();
  const uploads = new FakeUploads();
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({
    providers: [
      { provide: GraphqlClient, useValue: client },
      { provide: UploadFile, useValue: uploads },
      { provide: InboxLive, useValue: { online, memberId: signal('me') } },
    ],
  });
  const outbox = TestBed.inject(Outbox);
  TestBed.tick();
  return { outbox, client, online, uploads };
}
const reply = (text: string, conversationId = 'c1') => ({ conversationId, text, lastSortKey: null });
const last = (client: FakeClient) => client.sent[client.sent.length - 1] as Sent;

describe('Outbox', () => {
  beforeEach(() => localStorage.clear());

  it('lets a reply go once it is stored, and tells which message it became', async () => {
    const { outbox, client } = start();
    outbox.add(reply('Oi'));
    expect(outbox.of('c1')).toMatchObject([{ text: 'Oi', state: 'sending' }]);
    last(client).answer(stored('Oi'));
    await settle();
    expect(outbox.of('c1')).toEqual([]);
    expect([...outbox.keys().values()]).toEqual([client.sent[0]?.clientKey]);
    expect(localStorage.length).toBe(0);
  });

  it('goes again under the same key when the answer was lost, as soon as the connection is back', async () => {
    const { outbox, client, online } = start();
    outbox.add(reply('Oi'));
    last(client).fail(unanswered());
    await settle();
    expect(outbox.of('c1')[0]?.state).toBe('waiting');
    online.set(false);
    TestBed.tick();
    online.set(true);
    TestBed.tick();
    expect(client.sent).toHaveLength(2);
    expect(client.sent[1]?.clientKey).toBe(client.sent[0]?.clientKey);
  });

  it('tries a few times more while the connection stands, with the same key, and then waits', async () => {
    jest.useFakeTimers();
    try {
      const { outbox, client } = start();
      outbox.add(reply('Oi'));
      for (let minute = 0; minute < 9; minute++) {
        last(client).fail(unanswered());
        await jest.advanceTimersByTimeAsync(60_000);
      }
      expect(client.sent).toHaveLength(7);
      expect(new Set(client.sent.map(({ clientKey }) => clientKey)).size).toBe(1);
      expect(outbox.of('c1')[0]?.state).toBe('waiting');
    } finally {
      jest.useRealTimers();
    }
  });

  it('shows a refusal and, tried again by hand, still uses the key', async () => {
    const { outbox, client } = start();
    outbox.add(reply('Oi'));
    last(client).answer(refused);
    await settle();
    expect(outbox.of('c1')[0]).toMatchObject({ state: 'failed', problem: 'no' });
    outbox.retry(client.sent[0]?.clientKey as string);
    expect(client.sent.map(({ clientKey }) => clientKey)).toEqual([
      client.sent[0]?.clientKey,
      client.sent[0]?.clientKey,
    ]);
  });

  it('keeps the order within a conversation and does not hold up another one', async () => {
    const { outbox, client } = start();
    outbox.add(reply('um'));
    outbox.add(reply('dois'));
    outbox.add(reply('outra', 'c2'));
    expect(client.sent.map(({ text }) => text)).toEqual(['um', 'outra']);
    client.sent[0]?.answer(stored('um'));
    await settle();
    expect(client.sent.map(({ text }) => text)).toEqual(['um', 'outra', 'dois']);
  });

  it('survives a reload with its key', () => {
    const first = start();
    first.outbox.add(reply('Oi'));
    const second = start();
    expect(second.client.sent).toMatchObject([{ text: 'Oi', clientKey: first.client.sent[0]?.clientKey }]);
  });

  it('takes back only what has not left', async () => {
    const { outbox, client } = start();
    outbox.add(reply('Oi'));
    const key = client.sent[0]?.clientKey as string;
    outbox.cancel(key);
    expect(outbox.of('c1')).toHaveLength(1);
    last(client).fail(unanswered());
    await settle();
    outbox.cancel(key);
    expect(outbox.of('c1')).toEqual([]);
    expect(localStorage.length).toBe(0);
  });

  describe('a file', () => {
    beforeAll(() => Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined }));
    const photo = (text = 'Look') => ({
      ...reply(text),
      file: new Blob(['x']),
      content: {
        type: 'file',
        name: 'a.png',
        mimeType: 'image/png',
        size: 1,
        voice: false,
        seconds: null,
        uploadId: null,
      } as const,
    });
    const inputs = (client: FakeClient) =>
      client.sent.map((sent) => (sent as unknown as { attachment?: unknown }).attachment);

    it('goes out first, then the message with its id, and what comes after it waits', async () => {
      const { outbox, client, uploads } = start();
      outbox.add(photo());
      outbox.add(reply('after'));
      expect([uploads.runs.length, client.sent.length]).toEqual([1, 0]);
      uploads.runs[0]?.end({ kind: 'stored', id: 'U1' });
      await settle();
      expect(inputs(client)).toEqual([{ uploadId: 'U1', caption: 'Look', voice: false }]);
      last(client).answer(stored('Look'));
      await settle();
      expect(last(client).text).toBe('after');
    });

    it('is taken back while its bytes still go out, and lets the next one go', async () => {
      const { outbox, client, uploads } = start();
      outbox.add(photo());
      outbox.add(reply('after'));
      outbox.cancel(outbox.of('c1')[0]?.clientKey as string);
      await settle();
      expect(uploads.runs[0]?.signal.aborted).toBe(true);
      expect(client.sent.map(({ text }) => text)).toEqual(['after']);
    });

    it('is lost with the page while it goes out, and not once the server has it', async () => {
      const first = start();
      first.outbox.add(photo());
      expect(start().outbox.of('c1')).toMatchObject([{ state: 'failed', problemCode: 'LOST' }]);
      localStorage.clear();
      const second = start();
      second.outbox.add(photo());
      second.uploads.runs[0]?.end({ kind: 'stored', id: 'U2' });
      await settle();
      const third = start();
      await settle();
      expect(inputs(third.client)).toEqual([{ uploadId: 'U2', caption: 'Look', voice: false }]);
    });

    it('is sent anew when the server has forgotten it', async () => {
      const { outbox, client, uploads } = start();
      outbox.add(photo());
      uploads.runs[0]?.end({ kind: 'stored', id: 'U1' });
      await settle();
      const gone = { code: 'UPLOAD_NOT_FOUND', message: 'gone', path: null };
      last(client).answer({ sendMessage: { message: null, userErrors: [gone] } });
      await settle();
      expect(outbox.of('c1')).toMatchObject([
        { state: 'failed', problemCode: 'UPLOAD_NOT_FOUND', content: { uploadId: null } },
      ]);
      outbox.retry(outbox.of('c1')[0]?.clientKey as string);
      expect(uploads.runs).toHaveLength(2);
    });
  });
});
