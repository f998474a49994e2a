import { Transform, type TransformCallback } from 'node:stream';

/** What tells a type: the signature is at the beginning; an archive lists what is in it at its end. */
const KEPT = 64 * 1024;

export class TooLong extends Error {}

/** Lets bytes through, no more than announced, and keeps both ends of them. */
export class Measured extends Transform {
  size = 0;
  private readonly head: Buffer[] = [];
  private tail: Buffer = Buffer.alloc(0);

  constructor(private readonly most: number) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    if (this.size + chunk.length > this.most) return done(new TooLong());
    if (this.size < KEPT) this.head.push(chunk.subarray(0, KEPT - this.size));
    this.tail = chunk.length >= KEPT ? chunk.subarray(-KEPT) : Buffer.concat([this.tail, chunk]).subarray(-KEPT);
    this.size += chunk.length;
    done(null, chunk);
  }

  /** Enough of the bytes to tell what they are. */
  sample(): Buffer {
    const head = Buffer.concat(this.head);
    return this.size <= head.length ? head : Buffer.concat([head, this.tail]);
  }
}
