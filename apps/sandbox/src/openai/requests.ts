import type { Turn } from './brief';
import { isJson, type Json } from '../evolution/wire';

/** A request to either API, read into what the scripted model needs. */
export interface Asked {
  instructions: string;
  turns: Turn[];
  /** `call_id`s of the outputs given. */
  outputs: string[];
  /** `call_id`s the request itself repeats (the stateless way). */
  calls: string[];
  schema: unknown;
  inputLength: number;
}

const partsOf = (content: unknown): string =>
  typeof content === 'string'
    ? content
    : Array.isArray(content)
      ? content.map((part) => (isJson(part) && typeof part['text'] === 'string' ? part['text'] : '')).join('\n')
      : '';

export function readResponsesRequest(body: Json): Asked {
  const input =
    typeof body['input'] === 'string'
      ? [{ role: 'user', content: body['input'] }]
      : Array.isArray(body['input'])
        ? body['input']
        : [];
  const items = input.filter(isJson);
  const format = isJson(body['text']) && isJson(body['text']['format']) ? body['text']['format'] : {};
  return {
    ...conversation(items, typeof body['instructions'] === 'string' ? body['instructions'] : ''),
    outputs: items.filter((item) => item['type'] === 'function_call_output').map((item) => String(item['call_id'])),
    calls: items.filter((item) => item['type'] === 'function_call').map((item) => String(item['call_id'])),
    schema: format['type'] === 'json_schema' ? format['schema'] : undefined,
    inputLength: JSON.stringify(input).length + String(body['instructions'] ?? '').length,
  };
}

export function readChatRequest(body: Json): Asked {
  const messages = (Array.isArray(body['messages']) ? body['messages'] : []).filter(isJson);
  const format = isJson(body['response_format']) ? body['response_format'] : {};
  const calls = messages
    .flatMap((message) => (Array.isArray(message['tool_calls']) ? message['tool_calls'] : []))
    .filter(isJson);
  return {
    ...conversation(messages, ''),
    outputs: messages.filter((message) => message['role'] === 'tool').map((message) => String(message['tool_call_id'])),
    calls: calls.map((call) => String(call['id'])),
    schema: isJson(format['json_schema']) ? format['json_schema']['schema'] : undefined,
    inputLength: JSON.stringify(messages).length,
  };
}

function conversation(items: Json[], instructions: string): Pick<Asked, 'instructions' | 'turns'> {
  const said = (...roles: string[]) => items.filter((item) => roles.includes(String(item['role'])));
  return {
    instructions: [instructions, ...said('system', 'developer').map((item) => partsOf(item['content']))]
      .join('\n')
      .trim(),
    turns: said('user', 'assistant').map((item) => ({
      role: item['role'] as Turn['role'],
      text: partsOf(item['content']),
    })),
  };
}
