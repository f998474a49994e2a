import type { FastifyReply } from 'fastify';
import type { World } from '../world';
import { isJson, type Json } from '../evolution/wire';
import { newId, outputLength, tokens, type Output } from './output';
import type { Asked } from './requests';
import { pieces } from './responses-route';

const toolCall = ({ id, name, arguments: given }: NonNullable<Output['call']>) => ({
  id,
  type: 'function',
  function: { name, arguments: given },
});
const finishOf = (output: Output): string => (output.incomplete ? 'length' : output.call ? 'tool_calls' : 'stop');

/** The whole answer of `POST /v1/chat/completions`. */
export function chatBody(world: World, asked: Asked, output: Output, body: Json): Json {
  return {
    id: newId('chatcmpl'),
    object: 'chat.completion',
    created: world.seconds(),
    model: String(body['model'] ?? 'sandbox'),
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: output.kind === 'text' ? output.text : null,
          refusal: output.kind === 'refusal' ? output.text : null,
          ...(output.call && { tool_calls: [toolCall(output.call)] }),
        },
        logprobs: null,
        finish_reason: finishOf(output),
      },
    ],
    usage: usageOf(asked, output),
  };
}

function usageOf(asked: Asked, output: Output): Json {
  const [prompt, completion] = [tokens(asked.inputLength), tokens(outputLength(output))];
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 0 },
  };
}

export function streamChat(
  reply: FastifyReply,
  requestId: string,
  answer: Json,
  output: Output,
  body: Json,
  cut: boolean,
): void {
  reply.hijack();
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
    'x-request-id': requestId,
  });
  const head = {
    id: answer['id'],
    object: 'chat.completion.chunk',
    created: answer['created'],
    model: answer['model'],
  };
  const send = (data: Json) => reply.raw.write(`data: ${JSON.stringify({ ...head, ...data })}\n\n`);
  const delta = (given: Json, finish: string | null = null) =>
    send({ choices: [{ index: 0, delta: given, finish_reason: finish }] });
  delta({ role: 'assistant', content: '' });
  if (output.call) {
    const { function: call, ...rest } = toolCall(output.call);
    delta({ tool_calls: [{ index: 0, ...rest, function: { ...call, arguments: '' } }] });
    for (const piece of pieces(call.arguments)) delta({ tool_calls: [{ index: 0, function: { arguments: piece } }] });
  } else {
    for (const piece of pieces(output.text)) delta(output.kind === 'refusal' ? { refusal: piece } : { content: piece });
  }
  if (cut) return void reply.raw.destroy();
  delta({}, finishOf(output));
  if (isJson(body['stream_options']) && body['stream_options']['include_usage'] === true)
    send({ choices: [], usage: answer['usage'] });
  reply.raw.end('data: [DONE]\n\n');
}
