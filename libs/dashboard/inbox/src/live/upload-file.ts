import { inject, Injectable } from '@angular/core';
import { GraphqlClient, graphql, ProblemError } from '@prosa/dashboard/data-access';
import { CSRF_HEADER } from '@prosa/shared/contracts';

const CreateUploadDocument = graphql(`
  mutation InboxCreateUpload($input: CreateUploadInput!) {
    createUpload(input: $input) {
      upload {
        id
        url
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export interface FileToUpload {
  readonly name: string;
  readonly mimeType: string;
  readonly content: Blob;
}
/** `interrupted`: nobody knows, or the line broke; worth another try. */
export type Uploaded =
  | { readonly kind: 'stored'; readonly id: string }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'cancelled' };

/** Nothing moves for so long: the line is dead. */
const STALLED_MS = 30_000;
const PASSING = new Set([0, 400, 408, 429, 500, 502, 503, 504]);

/** Announces a file and sends its bytes, telling how far it is (0 to 1). Cancelled by `signal`. */
@Injectable({ providedIn: 'root' })
export class UploadFile {
  private readonly client = inject(GraphqlClient);

  async run(file: FileToUpload, signal: AbortSignal, progress: (share: number) => void): Promise<Uploaded> {
    const announced = await this.announce(file);
    if (signal.aborted) return { kind: 'cancelled' };
    if ('kind' in announced) return announced;
    const status = await put(new URL(announced.url).pathname, file, signal, progress);
    if (signal.aborted) return { kind: 'cancelled' };
    if (status === 200) return { kind: 'stored', id: announced.id };
    if (PASSING.has(status)) return { kind: 'interrupted' };
    return {
      kind: 'refused',
      code: status === 413 ? 'TOO_LARGE' : status === 507 ? 'NO_ROOM' : 'UPLOAD_REFUSED',
      message: '',
    };
  }

  private async announce({ name, mimeType, content }: FileToUpload): Promise<{ id: string; url: string } | Uploaded> {
    try {
      const input = { fileName: name, mimeType: mimeType || 'application/octet-stream', size: content.size };
      const { createUpload } = await this.client.mutate(CreateUploadDocument, { input });
      const [problem] = createUpload.userErrors;
      if (problem) return { kind: 'refused', code: problem.code, message: problem.message };
      return createUpload.upload as { id: string; url: string };
    } catch (error) {
      const problem = error instanceof ProblemError ? error.problem : null;
      if (!problem || ['OFFLINE', 'UNREACHABLE', 'RATE_LIMITED'].includes(problem.code)) return { kind: 'interrupted' };
      return { kind: 'refused', code: problem.code, message: problem.message };
    }
  }
}

/** The HTTP status; 0 when there was no answer. Only XMLHttpRequest tells how much has gone out. */
function put(
  path: string,
  { content }: FileToUpload,
  signal: AbortSignal,
  progress: (share: number) => void,
): Promise<number> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    let stalled = setTimeout(() => request.abort(), STALLED_MS);
    const alive = () => {
      clearTimeout(stalled);
      stalled = setTimeout(() => request.abort(), STALLED_MS);
    };
    const abort = () => request.abort();
    signal.addEventListener('abort', abort);
    request.upload.onprogress = ({ loaded, total }) => {
      alive();
      progress(total > 0 ? loaded / total : 0);
    };
    request.onloadend = () => {
      clearTimeout(stalled);
      signal.removeEventListener('abort', abort);
      resolve(request.status);
    };
    request.open('PUT', path);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader(CSRF_HEADER, '1');
    request.send(content);
  });
}
