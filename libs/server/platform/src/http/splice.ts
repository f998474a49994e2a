import { randomBytes } from 'node:crypto';

/** Random per process: nobody can write it into a message. */
const MARK = `spliced-${randomBytes(16).toString('hex')}-`;
/** Quotes inside a JSON string are escaped, so this stands in a message only where `mark` put it. */
const MARKED = `{"data":"${MARK}`;
const texts = new Map<number, string>();
let next = 0;

/** A small result that stands for one whose JSON text is there already; `splice` puts the text in its place. */
export function mark(json: string): { data: string } {
  const number = next++;
  texts.set(number, json);
  return { data: `${MARK}${number}` };
}

/** A message of the protocol with the text that its mark stands for; any other as it is. */
export function splice(message: string): string {
  const at = message.indexOf(MARKED);
  if (at < 0) return message;
  const end = message.indexOf('"}', at + MARKED.length);
  const number = Number(message.slice(at + MARKED.length, end));
  const json = texts.get(number);
  if (json === undefined) throw new Error('A message was spliced twice.');
  texts.delete(number);
  return message.slice(0, at) + json + message.slice(end + 2);
}
