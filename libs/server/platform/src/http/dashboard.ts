import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { SANDBOX_META, TEST_PHONE_META } from '@prosa/shared/contracts';
import type { Config } from '../config/config';

const NOT_PAGES = /^\/(graphql|webhooks|oauth|media|healthz|readyz|metrics)(\/|$)/;
/** A build's hash in the name: what is behind the name never changes. */
const HASHED = /-[\w-]{8}\.\w+$/;

/** The built Angular app: hashed files for ever, `index.html` for every path that names no file, with what the operator has configured. */
export async function registerDashboard(app: FastifyInstance, config: Config, dir: string): Promise<void> {
  const file = join(dir, 'index.html');
  if (!existsSync(file)) throw new Error(`The dashboard is not built: ${file} is missing.`);
  const page = withMeta(readFileSync(file, 'utf8'), config);
  await app.register(fastifyStatic, {
    root: dir,
    wildcard: false,
    index: false,
    cacheControl: false,
    globIgnore: ['index.html'],
    setHeaders: (reply, path) => void reply.header('cache-control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache'),
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const asksForPage = (request.method === 'GET' || request.method === 'HEAD') && !NOT_PAGES.test(path) && !/\.\w+$/.test(path);
    if (!asksForPage) return reply.code(404).send({ error: 'Not found' });
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page);
  });
}

function withMeta(html: string, { testPhoneUrl, standIns }: Config): string {
  const told = [
    ...(testPhoneUrl ? [meta(TEST_PHONE_META, testPhoneUrl)] : []),
    ...(standIns.length > 0 ? [meta(SANDBOX_META, standIns.join(','))] : []),
  ];
  return html.replace('</head>', () => `${told.join('')}</head>`);
}

const meta = (name: string, content: string): string =>
  `<meta name="${name}" content="${content.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')}">`;
