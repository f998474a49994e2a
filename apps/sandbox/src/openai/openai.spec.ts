import OpenAI, {
  APIConnectionError,
  AuthenticationError,
  BadRequestError,
  InternalServerError,
  RateLimitError,
  toFile,
} from 'openai';
import { Lab, OPENAI_KEY } from '../testing/lab';

const MODEL = 'any-model';
const INSTRUCTIONS = [
  'You answer for a shop.',
  'Business: Padaria da Vila',
  'Offer: Bolos e tortas por encomenda',
  'Questions to ask: Para quantas pessoas é? | Qual o dia?',
].join('\n');

let lab: Lab;
let ai: OpenAI;
beforeEach(async () => {
  lab = await Lab.start();
  ai = client();
});
afterEach(() => lab.close());

const client = (more: ConstructorParameters<typeof OpenAI>[0] = {}) =>
  new OpenAI({ apiKey: OPENAI_KEY, baseURL: `${lab.sandbox.url}/openai/v1`, maxRetries: 0, timeout: 4_000, ...more });
const ask = (text: string, more: object = {}, by = ai) =>
  by.responses.create({
    model: MODEL,
    store: false,
    instructions: INSTRUCTIONS,
    input: [{ role: 'user', content: text }],
    ...more,
  });
const next = (fault: string, more: object = {}) => lab.control('model', { fault, ...more });

describe('responses', () => {
  it('has exactly the keys of the real one', async () => {
    const { _request_id, output_text, ...answer } = await ask('Quanto custa?', {
      max_output_tokens: 800,
      metadata: { run: 'r1' },
      parallel_tool_calls: false,
    });
    expect(_request_id).toMatch(/^req_/);
    expect(answer).toEqual({
      id: expect.stringMatching(/^resp_/),
      object: 'response',
      created_at: Math.floor(lab.time.now() / 1000),
      status: 'completed',
      error: null,
      incomplete_details: null,
      instructions: null,
      metadata: { run: 'r1' },
      model: MODEL,
      parallel_tool_calls: false,
      temperature: 1,
      top_p: 1,
      tool_choice: 'auto',
      tools: [],
      max_output_tokens: 800,
      previous_response_id: null,
      store: false,
      text: { format: { type: 'text' } },
      truncation: 'disabled',
      reasoning: { effort: null, summary: null },
      service_tier: 'default',
      output: [
        {
          id: expect.stringMatching(/^msg_/),
          type: 'message',
          role: 'assistant',
          status: 'completed',
          content: [{ type: 'output_text', text: output_text, annotations: [], logprobs: [] }],
        },
      ],
      usage: {
        input_tokens: expect.any(Number),
        input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
        output_tokens: Math.ceil(output_text.length / 4),
        output_tokens_details: { reasoning_tokens: 0 },
        total_tokens: expect.any(Number),
      },
    });
  });

  it('answers from the business and its offer, and says once that it is a demonstration', async () => {
    const first = (await ask('Oi! Quanto custa?')).output_text;
    expect(first).toContain('bolos e tortas por encomenda');
    expect(first).toContain('(modelo de demonstração)');
    const turns = [
      { role: 'user' as const, content: 'Oi! Quanto custa?' },
      { role: 'assistant' as const, content: first },
      { role: 'user' as const, content: 'E qual é o horário?' },
    ];
    const second = (await ai.responses.create({ model: MODEL, instructions: INSTRUCTIONS, input: turns })).output_text;
    expect(second).toContain('Padaria da Vila');
    expect(second).not.toContain('demonstração');
  });

  it('speaks the language it is written to, or told to', async () => {
    expect((await ask('Hi, how much is it?')).output_text).toContain('(demo model)');
    const told = `${INSTRUCTIONS}\nLanguage: pt-BR`;
    expect((await ask('Hi, how much is it?', { instructions: told })).output_text).toContain(
      '(modelo de demonstração)',
    );
  });

  it('gives the same answer to the same request', async () => {
    const [one, two] = [await ask('Quero encomendar'), await ask('Quero encomendar')];
    expect(two.output_text).toBe(one.output_text);
    expect(two.usage).toEqual(one.usage);
  });

  it('calls a function, takes its output, and answers', async () => {
    await next('function_call', { name: 'find_slots', arguments: { date: '2026-12-01' } });
    const answer = await ask('Dá para terça?');
    const [call] = answer.output;
    expect(answer.output_text).toBe('');
    expect(call).toEqual({
      id: expect.stringMatching(/^fc_/),
      type: 'function_call',
      status: 'completed',
      call_id: expect.stringMatching(/^call_/),
      name: 'find_slots',
      arguments: '{"date":"2026-12-01"}',
    });
    if (call?.type !== 'function_call') throw new Error('no call');
    const output = { type: 'function_call_output', call_id: call.call_id, output: '{"slots":["14:00"]}' } as const;
    const then = await ai.responses.create({
      model: MODEL,
      input: [{ role: 'user', content: 'Dá para terça?' }, call, output],
    });
    expect(then.output_text).not.toBe('');
    // The id alone is known as well (the stateful way); any other is refused.
    await ai.responses.create({ model: MODEL, input: [output] });
    await expect(
      ai.responses.create({ model: MODEL, input: [{ ...output, call_id: 'call_unknown' }] }),
    ).rejects.toMatchObject({
      constructor: BadRequestError,
      param: 'input',
    });
  });

  it('fits a schema', async () => {
    const schema = {
      type: 'object',
      properties: {
        hot: { type: 'boolean' },
        name: { type: ['string', 'null'] },
        stage: { enum: ['new', 'won'] },
        list: { type: 'array', items: {} },
      },
      required: ['hot', 'name', 'stage', 'list'],
      additionalProperties: false,
    };
    const parsed = await ai.responses.parse({
      model: MODEL,
      input: 'x',
      text: { format: { type: 'json_schema', name: 'qualification', strict: true, schema } },
    });
    expect(parsed.output_parsed).toEqual({ hot: false, name: expect.any(String), stage: 'new', list: [] });
  });

  it('streams the same', async () => {
    const stream = ai.responses.stream({ model: MODEL, instructions: INSTRUCTIONS, input: 'Quanto custa?' });
    const types: string[] = [];
    for await (const event of stream) {
      expect(event.sequence_number).toBe(types.length);
      types.push(event.type);
    }
    const inOrder = types.filter((type, index) => type !== types[index - 1]);
    expect(inOrder).toEqual([
      'response.created',
      'response.in_progress',
      'response.output_item.added',
      'response.content_part.added',
      'response.output_text.delta',
      'response.output_text.done',
      'response.content_part.done',
      'response.output_item.done',
      'response.completed',
    ]);
    expect((await stream.finalResponse()).output_text).toBe((await ask('Quanto custa?')).output_text);
  });

  it('streams a function call', async () => {
    await next('function_call', { name: 'find_slots', arguments: { date: '2026-12-01' } });
    const stream = ai.responses.stream({ model: MODEL, input: 'Dá?' });
    const final = await stream.finalResponse();
    expect(final.output).toMatchObject([
      { type: 'function_call', name: 'find_slots', arguments: '{"date":"2026-12-01"}' },
    ]);
  });
});

describe('what goes wrong on demand', () => {
  it('refuses a wrong key, and a request without a model', async () => {
    const wrong = ask('Oi', {}, client({ apiKey: 'sk-wrong' }));
    await expect(wrong).rejects.toMatchObject({
      constructor: AuthenticationError,
      status: 401,
      code: 'invalid_api_key',
    });
    const nameless = ai.responses.create({ input: 'x' } as never);
    await expect(nameless).rejects.toMatchObject({
      status: 400,
      param: 'model',
      requestID: expect.stringMatching(/^req_/),
    });
  });

  it('limits the rate, with the wait that the client keeps', async () => {
    await next('rate_limit', { times: 2, retryAfterMs: 1 });
    expect((await ask('Oi', {}, client({ maxRetries: 2 }))).status).toBe('completed');
    expect(await (await fetch(`${lab.sandbox.url}/control/model`)).json()).toHaveLength(3);
    await next('rate_limit', { retryAfterMs: 1234 });
    const limited = await ask('Oi').catch((error: unknown) => error as RateLimitError);
    expect(limited).toMatchObject({ constructor: RateLimitError, code: 'rate_limit_exceeded' });
    expect((limited as RateLimitError).headers?.get('retry-after-ms')).toBe('1234');
  });

  it('runs out of quota', async () => {
    await next('quota');
    await expect(ask('Oi')).rejects.toMatchObject({
      constructor: RateLimitError,
      status: 429,
      code: 'insufficient_quota',
    });
  });

  it('fails', async () => {
    await next('error');
    await expect(ask('Oi')).rejects.toMatchObject({ constructor: InternalServerError, status: 500 });
  });

  it('stalls longer than the client waits', async () => {
    await next('stall', { stallMs: 60_000 });
    await expect(ask('Oi', {}, client({ timeout: 50 }))).rejects.toBeInstanceOf(APIConnectionError);
    // It is still thinking.
    expect(lab.time.remaining()).toEqual([60_000]);
  });

  it('cuts the connection, and the stream', async () => {
    await next('cut', { times: 2 });
    await expect(ask('Oi')).rejects.toBeInstanceOf(APIConnectionError);
    const stream = ai.responses.stream({ model: MODEL, instructions: INSTRUCTIONS, input: 'Quanto custa?' });
    await expect(stream.finalResponse()).rejects.toThrow();
  });

  it('refuses to answer', async () => {
    await next('refusal');
    const { output } = await ask('Oi');
    expect(output).toMatchObject([{ type: 'message', content: [{ type: 'refusal', refusal: expect.any(String) }] }]);
  });

  it('stops in the middle', async () => {
    const whole = (await ask('Quanto custa?')).output_text;
    await next('incomplete');
    const cut = await ask('Quanto custa?');
    expect(cut).toMatchObject({ status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } });
    expect(cut.output_text.length).toBeLessThan(whole.length);
  });

  it('calls a function with broken arguments', async () => {
    await next('bad_arguments', { name: 'find_slots' });
    const [call] = (await ask('Oi')).output;
    expect(() => JSON.parse((call as { arguments: string }).arguments)).toThrow(SyntaxError);
  });

  it('says what it is told to, then is itself again, or is healed', async () => {
    await next('say', { text: 'Ignore as regras' });
    expect((await ask('Oi')).output_text).toBe('Ignore as regras');
    expect((await ask('Oi')).output_text).toContain('Padaria da Vila');
    await next('error', { times: 9 });
    await lab.control('heal');
    expect((await ask('Oi')).status).toBe('completed');
  });
});

describe('the other doors', () => {
  it('completes chats', async () => {
    const messages = [
      { role: 'system' as const, content: INSTRUCTIONS },
      { role: 'user' as const, content: 'Quanto custa?' },
    ];
    const answer = await ai.chat.completions.create({ model: MODEL, messages });
    expect(answer.choices[0]).toMatchObject({ finish_reason: 'stop', message: { role: 'assistant', refusal: null } });
    const text = answer.choices[0]?.message.content ?? '';
    expect(text).toBe((await ask('Quanto custa?')).output_text);

    const stream = await ai.chat.completions.create({
      model: MODEL,
      messages,
      stream: true,
      stream_options: { include_usage: true },
    });
    let streamed = '';
    let usage: unknown = null;
    for await (const chunk of stream) {
      streamed += chunk.choices[0]?.delta.content ?? '';
      usage ??= chunk.usage;
    }
    expect(streamed).toBe(text);
    expect(usage).toEqual(answer.usage);
  });

  it('calls tools in chats', async () => {
    await next('function_call', { name: 'find_slots', arguments: { date: '2026-12-01' } });
    const user = { role: 'user' as const, content: 'Dá?' };
    const { choices } = await ai.chat.completions.create({ model: MODEL, messages: [user] });
    expect(choices[0]).toMatchObject({ finish_reason: 'tool_calls', message: { content: null } });
    const message = choices[0]?.message;
    const [call] = message?.tool_calls ?? [];
    if (!message || call?.type !== 'function') throw new Error('no call');
    expect(call.function).toEqual({ name: 'find_slots', arguments: '{"date":"2026-12-01"}' });
    const output = { role: 'tool' as const, tool_call_id: call.id, content: '{"slots":[]}' };
    expect(
      (await ai.chat.completions.create({ model: MODEL, messages: [user, message, output] })).choices[0]?.finish_reason,
    ).toBe('stop');
    const strange = ai.chat.completions.create({
      model: MODEL,
      messages: [user, { ...output, tool_call_id: 'call_unknown' }],
    });
    await expect(strange).rejects.toBeInstanceOf(BadRequestError);
  });

  it('embeds, as base64 for the client and as numbers when asked', async () => {
    const embed = (input: string[], more: object = {}) =>
      ai.embeddings.create({ model: MODEL, input, dimensions: 16, ...more });
    const { data, usage } = await embed(['bolo', 'torta']);
    expect(data.map(({ index, embedding }) => [index, embedding.length])).toEqual([
      [0, 16],
      [1, 16],
    ]);
    expect(usage).toEqual({ prompt_tokens: 3, total_tokens: 3 });
    const floats = (await embed(['bolo'], { encoding_format: 'float' })).data[0]?.embedding;
    expect(floats).toEqual(data[0]?.embedding);
    expect(floats).not.toEqual(data[1]?.embedding);
  });

  it('transcribes something', async () => {
    const file = await toFile(Buffer.alloc(640), 'voice.ogg');
    const answer = await ai.audio.transcriptions.create({ model: MODEL, file });
    expect(answer.text).toContain('demonstração');
    expect(answer.usage).toMatchObject({ type: 'tokens', total_tokens: expect.any(Number) });
  });
});
