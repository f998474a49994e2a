import { createHash, randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { World } from '../world';
import { isJson, type Json } from '../evolution/wire';
import { chatBody, streamChat } from './chat-route';
import type { ModelFaults } from './model-faults';
import { think, tokens } from './output';
import { readChatRequest, readResponsesRequest, type Asked } from './requests';
import { responseBody, streamResponse } from './responses-route';

/** An answer of OpenAI that is not a success. */
class ModelApiError extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    readonly code: string | null,
    message: string,
    readonly param: string | null = null,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}

interface Options {
  world: World;
  key: string;
  model: ModelFaults;
}

/** An OpenAI-compatible server under `/openai/v1`, with a scripted model behind it. */
export async function openaiRoutes(app: FastifyInstance, { world, key, model }: Options): Promise<void> {
  app.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, { upload: body }),
  );
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', `req_${randomUUID().replaceAll('-', '')}`);
    if (request.headers.authorization === `Bearer ${key}`) return;
    throw new ModelApiError(401, 'invalid_request_error', 'invalid_api_key', 'Incorrect API key provided.');
  });
  app.setErrorHandler((error, _request, reply) => {
    const known =
      error instanceof ModelApiError
        ? error
        : new ModelApiError(400, 'invalid_request_error', null, error instanceof Error ? error.message : '');
    const { status, type, code, param, headers, message } = known;
    return reply.code(status).headers(headers).send({ error: { message, type, param, code } });
  });

  const ask = async (request: FastifyRequest, reply: FastifyReply, read: (body: Json) => Asked) => {
    const body = isJson(request.body) ? request.body : {};
    model.calls.push({ path: request.url, body });
    if (typeof body['model'] !== 'string') throw missing('model');
    const asked = read(body);
    const stranger = asked.outputs.find((id) => !asked.calls.includes(id) && !model.callIds.has(id));
    if (stranger)
      throw new ModelApiError(
        400,
        'invalid_request_error',
        null,
        `No tool call found for function call output with call_id ${stranger}.`,
        'input',
      );
    const fault = model.next();
    if (fault?.fault === 'rate_limit') {
      throw new ModelApiError(429, 'rate_limit_error', 'rate_limit_exceeded', 'Rate limit reached.', null, {
        'retry-after-ms': String(fault.retryAfterMs),
      });
    }
    if (fault?.fault === 'quota')
      throw new ModelApiError(429, 'insufficient_quota', 'insufficient_quota', 'You exceeded your current quota.');
    if (fault?.fault === 'error')
      throw new ModelApiError(500, 'server_error', null, 'The server had an error while processing your request.');
    if (fault?.fault === 'stall') await world.wait(fault.stallMs);
    if (fault?.fault === 'cut' && body['stream'] !== true) request.raw.socket.destroy();
    return {
      body,
      asked,
      output: think(asked, fault, model),
      cut: fault?.fault === 'cut',
      requestId: String(reply.getHeader('x-request-id')),
    };
  };

  app.post('/responses', async (request, reply) => {
    const { body, asked, output, cut, requestId } = await ask(request, reply, readResponsesRequest);
    const response = responseBody(world, asked, output, body);
    if (body['stream'] !== true) return response;
    streamResponse(reply, requestId, response, output, cut);
    return reply;
  });

  app.post('/chat/completions', async (request, reply) => {
    const { body, asked, output, cut, requestId } = await ask(request, reply, readChatRequest);
    const answer = chatBody(world, asked, output, body);
    if (body['stream'] !== true) return answer;
    streamChat(reply, requestId, answer, output, body, cut);
    return reply;
  });

  app.post('/embeddings', (request) => embeddings(isJson(request.body) ? request.body : {}));
  app.post('/audio/transcriptions', (request) =>
    transcription((request.body as { upload?: Buffer }).upload ?? Buffer.alloc(0)),
  );
  app.get('/models', () => ({
    object: 'list',
    data: [{ id: 'sandbox', object: 'model', created: 0, owned_by: 'sandbox' }],
  }));
}

const missing = (param: string) =>
  new ModelApiError(
    400,
    'invalid_request_error',
    'missing_required_parameter',
    `Missing required parameter: '${param}'.`,
    param,
  );

/** Vectors made from a hash of the text: equal texts are equal, and that is all they can do. */
function embeddings(body: Json): Json {
  if (typeof body['model'] !== 'string') throw missing('model');
  const texts = (Array.isArray(body['input']) ? body['input'] : [body['input']]).map(String);
  const dimensions = Number(body['dimensions'] ?? 1536);
  const used = texts.reduce((sum, text) => sum + tokens(text.length), 0);
  const data = texts.map((text, index) => {
    const vector = Float32Array.from({ length: dimensions }, (_, at) => hashed(text, at));
    const embedding =
      body['encoding_format'] === 'base64' ? Buffer.from(vector.buffer).toString('base64') : [...vector];
    return { object: 'embedding', index, embedding };
  });
  return { object: 'list', model: body['model'], data, usage: { prompt_tokens: used, total_tokens: used } };
}

const hashed = (text: string, at: number): number => {
  const bytes = createHash('sha256')
    .update(`${Math.floor(at / 16)}:${text}`)
    .digest();
  return bytes.readInt16LE((at % 16) * 2) / 32_768;
};

function transcription(upload: Buffer): Json {
  const heard = tokens(upload.length / 64);
  const text = '(áudio de demonstração)';
  return {
    text,
    usage: {
      type: 'tokens',
      input_tokens: heard,
      input_token_details: { text_tokens: 0, audio_tokens: heard },
      output_tokens: tokens(text.length),
      total_tokens: heard + tokens(text.length),
    },
  };
}
