import { createServer, type IncomingMessage, type Server } from 'node:http';
import OpenAI from 'openai';
import type { ModelError} from './language-model';
import { type ModelRequest } from './language-model';
import { OpenAiModel } from './openai-model';

/** The wire format of OpenAI's Responses API, from a real HTTP server. */
const answer = (change: object = {}) => ({
  id: 'resp_01',
  object: 'response',
  created_at: 1795446000,
  status: 'completed',
  error: null,
  incomplete_details: null,
  model: 'gpt-5.4-mini',
  output: [{ id: 'msg_01', type: 'message', role: 'assistant', status: 'completed', content: [{ type: 'output_text', text: 'Temos sim!', annotations: [] }] }],
  usage: { input_tokens: 120, output_tokens: 18, total_tokens: 138 },
  ...change,
});

describe('the OpenAI model', () => {
  let server: Server;
  let calls: { headers: IncomingMessage['headers']; body: Record<string, unknown> }[];
  let respond: () => { status: number; body: unknown };
  let model: OpenAiModel;
  const request: ModelRequest = {
    model: null,
    instructions: 'Business: Padaria',
    turns: [{ role: 'user', text: 'Tem pão de queijo?' }],
    safetyIdentifier: 'abc',
    signal: new AbortController().signal,
  };

  beforeEach(async () => {
    calls = [];
    server = createServer((incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        calls.push({ headers: incoming.headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
        const { status, body } = respond();
        response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req_1', 'retry-after-ms': '1' }).end(JSON.stringify(body));
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as { port: number };
    model = new OpenAiModel(new OpenAI({ apiKey: 'sk-test', baseURL: `http://127.0.0.1:${port}/v1`, maxRetries: 1 }), 'gpt-5.4-mini');
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('sends our orders as instructions and what the customer wrote as turns, kept nowhere', async () => {
    respond = () => ({ status: 200, body: answer() });
    expect(await model.reply(request)).toEqual({ text: 'Temos sim!', model: 'gpt-5.4-mini', inputTokens: 120, outputTokens: 18 });
    expect(calls[0]?.body).toMatchObject({ model: 'gpt-5.4-mini', store: false, instructions: 'Business: Padaria', safety_identifier: 'abc' });
    expect(JSON.stringify(calls[0]?.body['instructions'])).not.toContain('pão de queijo');
  });

  it.each([
    ['a cut answer', { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } }, 'INCOMPLETE'],
    ['a refusal', { output: [{ id: 'm', type: 'message', role: 'assistant', status: 'completed', content: [{ type: 'refusal', refusal: 'no' }] }] }, 'REFUSED'],
    ['an empty answer', { output: [] }, 'INCOMPLETE'],
  ])('never passes on %s', async (_, change, kind) => {
    respond = () => ({ status: 200, body: answer(change) });
    await expect(model.reply(request)).rejects.toMatchObject({ kind });
  });

  it('tells a used-up quota, which needs a person, from a busy moment', async () => {
    const error = (code: string | null) => ({ status: 429, body: { error: { message: 'slow down', type: 'x', param: null, code } } });
    respond = () => error(null);
    const busy = await model.reply(request).catch((e: unknown) => e as ModelError);
    expect(busy).toMatchObject({ kind: 'RATE_LIMITED', passing: true, requestId: 'req_1' });
    expect(calls).toHaveLength(2); // the client tried once more
    respond = () => error('insufficient_quota');
    expect(await model.reply(request).catch((e: unknown) => e)).toMatchObject({ kind: 'QUOTA', passing: false });
  });

  it('tells a conversation that is too long from a wrong request', async () => {
    const error = (code: string | null) => ({ status: 400, body: { error: { message: 'too long', type: 'invalid_request_error', param: 'input', code } } });
    respond = () => error('context_length_exceeded');
    expect(await model.reply(request).catch((e: unknown) => e)).toMatchObject({ kind: 'TOO_LONG', passing: false });
    respond = () => error(null);
    expect(await model.reply(request).catch((e: unknown) => e)).toMatchObject({ kind: 'INVALID', passing: false });
  });

  it('passes nothing on that no database takes', async () => {
    const content = [{ type: 'output_text', text: 'a\0b \ud800', annotations: [] }];
    respond = () => ({ status: 200, body: answer({ output: [{ id: 'm', type: 'message', role: 'assistant', status: 'completed', content }] }) });
    expect((await model.reply(request)).text).toBe('ab \ufffd');
  });

  it('keeps neither key nor message text in its errors', async () => {
    respond = () => ({ status: 401, body: { error: { message: 'Incorrect API key provided: sk-test. Tem pão de queijo?', type: 'invalid_request_error', param: null, code: 'invalid_api_key' } } });
    const error = (await model.reply(request).catch((e: unknown) => e)) as ModelError;
    expect(error.kind).toBe('KEY');
    expect(`${error.message} ${JSON.stringify(error)} ${error.stack}`).not.toMatch(/sk-test|queijo/);
  });
});
