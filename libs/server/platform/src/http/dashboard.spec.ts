import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Config } from '../config/config';
import { readConfig } from '../config/read-config';
import { registerDashboard } from './dashboard';

describe('the dashboard served', () => {
  let dir: string;
  const apps: FastifyInstance[] = [];
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'prosa-dashboard-'));
    const root = join(dir, 'browser');
    mkdirSync(join(root, 'media'), { recursive: true });
    writeFileSync(join(root, 'index.html'), '<html><head><title>Prosa</title></head><body></body></html>');
    writeFileSync(join(root, 'main-G7CLCJ2K.js'), 'main()');
    writeFileSync(join(root, 'media/inter-Ab_d-fGh.woff2'), 'font');
    writeFileSync(join(root, 'favicon.svg'), '<svg/>');
    writeFileSync(join(dir, 'secret.key'), 'hunter2');
  });
  afterAll(async () => {
    for (const app of apps) await app.close();
    rmSync(dir, { recursive: true });
  });
  const serve = async (env: Record<string, string> = {}) => {
    const app = Fastify();
    apps.push(app);
    app.get('/healthz', async () => ({ ok: true }));
    await registerDashboard(app, readConfig(env) as Config, join(dir, 'browser'));
    return app;
  };
  const get = async (app: FastifyInstance, url: string, method: 'GET' | 'HEAD' | 'POST' = 'GET') => {
    const { statusCode, headers, body } = await app.inject({ url, method });
    return { statusCode, cache: headers['cache-control'], type: headers['content-type'], body };
  };

  it('keeps files with a hash for ever, and asks again for the others', async () => {
    const app = await serve();
    for (const file of ['/main-G7CLCJ2K.js', '/media/inter-Ab_d-fGh.woff2']) expect(await get(app, file)).toMatchObject({ statusCode: 200, cache: 'public, max-age=31536000, immutable' });
    expect(await get(app, '/favicon.svg')).toMatchObject({ statusCode: 200, cache: 'no-cache' });
    expect(await get(app, '/inbox/abc')).toMatchObject({ statusCode: 200, cache: 'no-cache', type: 'text/html; charset=utf-8' });
  });

  it('is the page at every place of the application, and nowhere else', async () => {
    const app = await serve();
    for (const path of ['/', '/index', '/inbox?view=mine', '/agents/QWdlbnQ6MQ==', '/mediation']) expect((await get(app, path)).body).toContain('<title>Prosa');
    expect((await get(app, '/inbox', 'HEAD')).statusCode).toBe(200);
    for (const path of ['/main-OLDHASH1.js', '/graphql', '/graphql?x', '/webhooks/evolution/x', '/media/1', '/readyz', '/metrics', '/oauth/google/callback']) expect((await get(app, path)).statusCode).toBe(404);
    expect((await get(app, '/inbox', 'POST')).statusCode).toBe(404);
  });

  it.each(['/../secret.key', '/..%2fsecret.key', '/%2e%2e/secret.key', '/media/../../secret.key', '/media/..%5c..%5csecret.key', '//secret.key', '/%00', '/.env'])('serves nothing outside its folder: %s', async (path) => {
    expect((await get(await serve(), path)).body).not.toContain('hunter2');
  });

  it('tells the page which services are stand-ins, and where the test phone is', async () => {
    const bare = (await get(await serve(), '/')).body;
    expect(bare).not.toContain('<meta');
    const { body } = await get(await serve({ PROSA_STAND_INS: 'evolution,openai', PROSA_TEST_PHONE_URL: 'http://127.0.0.1:3100/phone?a="&b=$&' }), '/');
    expect(body).toContain('<meta name="prosa-sandbox" content="evolution,openai"></head>');
    expect(body).toMatch(/<meta name="prosa-test-phone" content="http:\/\/127.0.0.1:3100\/phone\?a=(%22|&quot;)&amp;b=\$&amp;">/);
    expect((await get(await serve({ PROSA_STAND_INS: 'openai' }), '/')).body).toContain('<meta name="prosa-sandbox" content="openai">');
  });
});
