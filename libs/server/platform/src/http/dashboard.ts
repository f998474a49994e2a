import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config';

const NOT_PAGES = /^\/(graphql|webhooks|oauth|media|healthz|readyz|metrics)(\/|$|\?)/;

/** The built Angular app: hashed files for ever, `index.html` for every other path, with what the operator has configured. */
export async function registerDashboard(app: FastifyInstance, config: Config, dir: string): Promise<void> {
  const file = join(dir, 'index.html');
  if (!existsSync(file)) throw new Error(`The dashboard is not built: ${file} is missing.`);
  const page = withMeta(readFileSync(file, 'utf8'), config);
  await app.register(fastifyStatic, { root: dir, wildcard: false, index: false, maxAge: '365d', immutable: true, globIgnore: ['index.html'] });
  app.setNotFoundHandler((request, reply) => {
    if (request.method !== 'GET' || NOT_PAGES.test(request.url) || /\.\w+$/.test(request.url.split('?')[0] ?? '')) {
      return reply.code(404).send({ error: 'Not found' });
    }
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page);
  });
}

function withMeta(html: string, { testPhoneUrl }: Config): string {
  if (!testPhoneUrl) return html;
  const escaped = testPhoneUrl.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return html.replace('</head>', `<meta name="prosa-test-phone" content="${escaped}"><meta name="prosa-sandbox" content="true"></head>`);
}
