import type { FastifyReply } from 'fastify';
import type { World } from '../world';
import { isJson, type Json } from '../evolution/wire';
import { newId, outputItem, outputLength, tokens, type Output } from './output';
import type { Asked } from './requests';

/** The whole answer of `POST /v1/responses`. */
export function responseBody(world: World, asked: Asked, output: Output, body: Json): Json {
  const input = tokens(asked.inputLength);
  const out = tokens(outputLength(output));
  return {
    id: newId('resp'),
    object: 'response',
    created_at: world.seconds(),
    status: output.incomplete ? 'incomplete' : 'completed',
    error: null,
    incomplete_details: output.incomplete ? { reason: 'max_output_tokens' } : null,
    instructions: null,
    metadata: isJson(body['metadata']) ? body['metadata'] : {},
    model: String(body['model'] ?? 'sandbox'),
    parallel_tool_calls: body['parallel_tool_calls'] !== false,
    temperature: 1,
    top_p: 1,
    tool_choice: body['tool_choice'] ?? 'auto',
    tools: [],
    max_output_tokens: body['max_output_tokens'] ?? null,
    previous_response_id: null,
    store: body['store'] === true,
    text: body['text'] ?? { format: { type: 'text' } },
    truncation: 'disabled',
    reasoning: { effort: null, summary: null },
    service_tier: 'default',
    output: [outputItem(output)],
    usage: {
      input_tokens: input,
      input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
      output_tokens: out,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: input + out,
    },
  };
}

/** The same answer as a stream of events; `cut` ends it without a last one. */
export function streamResponse(
  reply: FastifyReply,
  requestId: string,
  response: Json,
  output: Output,
  cut: boolean,
): void {
  reply.hijack();
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
    'x-request-id': requestId,
  });
  let sequence = 0;
  const send = (type: string, data: Json) => {
    reply.raw.write(`event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: sequence++, ...data })}\n\n`);
  };
  const item = (response['output'] as Json[])[0] as Json;
  const begun = { ...response, status: 'in_progress', output: [], usage: null };
  send('response.created', { response: begun });
  send('response.in_progress', { response: begun });
  if (output.call) {
    send('response.output_item.added', { output_index: 0, item: { ...item, status: 'in_progress', arguments: '' } });
    for (const delta of pieces(output.call.arguments))
      send('response.function_call_arguments.delta', { item_id: item['id'], output_index: 0, delta });
    const { name, arguments: given } = output.call;
    if (!cut)
      send('response.function_call_arguments.done', { item_id: item['id'], output_index: 0, name, arguments: given });
  } else {
    streamMessage(send, item, output, cut);
  }
  if (!cut) {
    send('response.output_item.done', { output_index: 0, item });
    send(output.incomplete ? 'response.incomplete' : 'response.completed', { response });
  }
  if (cut) reply.raw.destroy();
  else reply.raw.end();
}

function streamMessage(send: (type: string, data: Json) => void, item: Json, output: Output, cut: boolean): void {
  const place = { item_id: item['id'], output_index: 0, content_index: 0 };
  const part = (item['content'] as Json[])[0] as Json;
  const name = output.kind === 'refusal' ? 'refusal' : 'output_text';
  const field = output.kind === 'refusal' ? 'refusal' : 'text';
  const more = output.kind === 'refusal' ? {} : { logprobs: [] };
  send('response.output_item.added', { output_index: 0, item: { ...item, status: 'in_progress', content: [] } });
  send('response.content_part.added', { ...place, part: { ...part, [field]: '' } });
  const all = pieces(output.text);
  for (const delta of cut ? all.slice(0, Math.ceil(all.length / 2)) : all)
    send(`response.${name}.delta`, { ...place, delta, ...more });
  if (cut) return;
  send(`response.${name}.done`, { ...place, [field]: output.text, ...more });
  send('response.content_part.done', { ...place, part });
}

/** A few words at a time. */
export const pieces = (text: string): string[] => text.match(/\S+\s*/gu) ?? [];
