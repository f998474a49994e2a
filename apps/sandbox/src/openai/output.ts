import { randomBytes } from 'node:crypto';
import type { Json } from '../evolution/wire';
import type { ModelFault, ModelFaults } from './model-faults';
import type { Asked } from './requests';
import { answer, fitting } from './scripted-model';

/** What the model says to a request, before it is dressed as one API or the other. */
export interface Output {
  kind: 'text' | 'refusal' | 'call';
  text: string;
  incomplete: boolean;
  call: { id: string; name: string; arguments: string } | null;
}

export const newId = (prefix: string): string => `${prefix}_${randomBytes(12).toString('hex')}`;
export const tokens = (length: number): number => Math.ceil(length / 4);

export function think(asked: Asked, fault: ModelFault | null, model: ModelFaults): Output {
  const text = asked.schema ? JSON.stringify(fitting(asked.schema)) : answer(asked.instructions, asked.turns);
  const plain: Output = { kind: 'text', text, incomplete: false, call: null };
  switch (fault?.fault) {
    case 'refusal':
      return { ...plain, kind: 'refusal', text: "I'm sorry, I can't help with that." };
    case 'incomplete':
      return { ...plain, text: text.slice(0, Math.ceil(text.length / 2)), incomplete: true };
    case 'say':
      return { ...plain, text: fault.text ?? '' };
    case 'bad_arguments':
    case 'function_call': {
      const id = newId('call');
      model.callIds.add(id);
      const given = fault.fault === 'bad_arguments' ? '{"date":' : JSON.stringify(fault.arguments ?? {});
      return { ...plain, kind: 'call', text: '', call: { id, name: fault.name ?? 'unknown', arguments: given } };
    }
    default:
      return plain;
  }
}

export const outputLength = (output: Output): number =>
  output.text.length + (output.call ? output.call.name.length + output.call.arguments.length : 0);

/** The items of `output` in an answer of the Responses API. */
export function outputItem(output: Output): Json {
  const status = output.incomplete ? 'incomplete' : 'completed';
  if (output.call) {
    return {
      id: newId('fc'),
      type: 'function_call',
      status,
      call_id: output.call.id,
      name: output.call.name,
      arguments: output.call.arguments,
    };
  }
  const part =
    output.kind === 'refusal'
      ? { type: 'refusal', refusal: output.text }
      : { type: 'output_text', text: output.text, annotations: [], logprobs: [] };
  return { id: newId('msg'), type: 'message', role: 'assistant', status, content: [part] };
}
