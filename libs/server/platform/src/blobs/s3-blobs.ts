import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { blobPath, type BlobStore } from './blob-store';

export interface S3Options {
  /** Null: Amazon's own, by region. */
  endpoint: string | null;
  region: string;
  bucket: string;
  /** Before every key, so that one bucket may hold other things too. */
  prefix: string;
  accessKeyId: string;
  secretAccessKey: string;
}

const CONNECT_MS = 5_000;
/** Nothing moves on the line for so long. */
const SILENCE_MS = 30_000;
const MOST_ATTEMPTS = 3;
const PART_BYTES = 8 * 1024 * 1024;

/** Objects in a bucket of Amazon S3 or whatever speaks its protocol (MinIO, Garage, R2, Ceph), addressed by path. */
export class S3Blobs implements BlobStore {
  private readonly client: S3Client;

  constructor(
    private readonly options: S3Options,
    more: Partial<S3ClientConfig> = {},
  ) {
    const { endpoint, region, accessKeyId, secretAccessKey } = options;
    this.client = new S3Client({
      region,
      ...(endpoint && { endpoint }),
      forcePathStyle: true,
      credentials: { accessKeyId, secretAccessKey },
      maxAttempts: MOST_ATTEMPTS,
      requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: SILENCE_MS, socketTimeout: SILENCE_MS },
      // Not every server that speaks S3 knows the newer checksums; the length and the signature hold all the same.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      ...more,
    });
  }

  async put(tenantId: string, id: string, content: Uint8Array | Readable): Promise<void> {
    const target = { Bucket: this.options.bucket, Key: this.keyOf(tenantId, id) };
    if (!(content instanceof Readable)) {
      await this.client.send(new PutObjectCommand({ ...target, Body: content, ContentLength: content.byteLength }));
      return;
    }
    // In parts, as they come; an object appears only when all of them are there, and one that broke off is taken back.
    const upload = new Upload({
      client: this.client,
      params: { ...target, Body: content },
      partSize: PART_BYTES,
      queueSize: 2,
      leavePartsOnError: false,
    });
    let broken: Error | null = null;
    content.once('error', (error) => void (broken = error));
    try {
      await upload.done();
    } catch (error) {
      throw broken ?? error;
    }
  }

  async sizeOf(tenantId: string, id: string): Promise<number | null> {
    const target = { Bucket: this.options.bucket, Key: this.keyOf(tenantId, id) };
    try {
      return (await this.client.send(new HeadObjectCommand(target))).ContentLength ?? 0;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  read(tenantId: string, id: string, { start, end }: { start: number; end: number }): Readable {
    const Key = this.keyOf(tenantId, id);
    const command = new GetObjectCommand({ Bucket: this.options.bucket, Key, Range: `bytes=${start}-${end}` });
    const aborting = new AbortController();
    const { client } = this;
    async function* bytes() {
      try {
        const { Body } = await client.send(command, { abortSignal: aborting.signal });
        yield* Body as Readable;
      } finally {
        aborting.abort(); // whoever stops reading ends the transfer
      }
    }
    return Readable.from(bytes(), { objectMode: false });
  }

  async remove(tenantId: string, id: string): Promise<void> {
    const target = { Bucket: this.options.bucket, Key: this.keyOf(tenantId, id) };
    await this.client.send(new DeleteObjectCommand(target));
  }

  private keyOf(tenantId: string, id: string): string {
    return this.options.prefix + blobPath(tenantId, id);
  }
}

function isMissing(error: unknown): boolean {
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  return name === 'NotFound' || name === 'NoSuchKey' || $metadata?.httpStatusCode === 404;
}
