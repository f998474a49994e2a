import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

const CHUNK = 64 * 1024;
/** Only the owner reads a backup: it holds everything, the key included. `flush`: on the disk before it counts as written. */
const OWN_FILE = { flags: 'wx', mode: 0o600, flush: true } as const;

export interface Written {
  sha256: string;
  size: number;
}

/** Passes bytes through and tells what went by. */
function meter(): { stream: Transform; written(): Written } {
  const hash = createHash('sha256');
  let size = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  return { stream, written: () => ({ sha256: hash.digest('hex'), size }) };
}

/** Values, one JSON text a line, gzipped. */
export async function writeLines(file: string, values: AsyncIterable<unknown>): Promise<Written & { lines: number }> {
  let lines = 0;
  async function* chunks() {
    let text = '';
    for await (const value of values) {
      lines++;
      text += `${JSON.stringify(value)}\n`;
      if (text.length < CHUNK) continue;
      yield text;
      text = '';
    }
    if (text) yield text;
  }
  const { stream, written } = meter();
  await pipeline(Readable.from(chunks()), createGzip(), stream, createWriteStream(file, OWN_FILE));
  return { ...written(), lines };
}

/** What `writeLines` wrote. Lines end at \n alone: other line ends may stand inside a JSON text. */
export async function* readLines<T>(file: string): AsyncGenerator<T> {
  const text = createReadStream(file)
    .on('error', (error) => text.destroy(error))
    .pipe(createGunzip())
    .setEncoding('utf8');
  let rest = '';
  for await (const chunk of text) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() as string;
    for (const line of lines) yield JSON.parse(line) as T;
  }
}

export async function copyFile(from: string, to: string): Promise<Written> {
  const { stream, written } = meter();
  await pipeline(createReadStream(from), stream, createWriteStream(to, OWN_FILE));
  return written();
}

export async function checksum(file: string): Promise<Written> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of createReadStream(file)) {
    hash.update(chunk as Buffer);
    size += (chunk as Buffer).length;
  }
  return { sha256: hash.digest('hex'), size };
}

/** A rename or a new file is on the disk only when its folder is. */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
