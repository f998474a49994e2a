import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const PAGES = { '/phone': 'index.html', '/faults': 'faults.html' };
const POLICY = "default-src 'self'; img-src 'self' data:; connect-src 'self' ws:; frame-ancestors 'none'";

/** The pages' files lie beside the sources; the bundle runs from `dist/sandbox`. */
function pageFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const places = [
    join(here, '../../phone'),
    join(here, '../../apps/sandbox/phone'),
    join(process.cwd(), 'apps/sandbox/phone'),
  ];
  const found = places.find((place) => existsSync(join(place, 'index.html')));
  if (!found) throw new Error('The files of the phone page are not here (apps/sandbox/phone).');
  return found;
}

export async function phonePage(app: FastifyInstance): Promise<void> {
  const folder = pageFolder();
  const send = async (name: string) => readFile(join(folder, name));
  for (const [path, file] of Object.entries(PAGES)) {
    app.get(path, async (_request, reply) =>
      reply.type('text/html; charset=utf-8').header('content-security-policy', POLICY).send(await send(file)),
    );
  }
  app.get('/phone/:file', async (request, reply) => {
    const { file } = request.params as { file: string };
    const type = TYPES[extname(file)];
    if (!type || !/^[a-z-]+\.[a-z]+$/.test(file) || !existsSync(join(folder, file)))
      return reply.code(404).send({ error: 'Not found' });
    return reply
      .type(type)
      .header('cache-control', 'no-cache')
      .send(await send(file));
  });
}
