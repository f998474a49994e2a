import { parsePhone } from '@prosa/dashboard/ui';

/** One number a line, or apart by commas; what cannot be a number is named, never dropped. */
export function readNumbers(text: string): { numbers: string[]; wrong: string[] } {
  const numbers = new Set<string>();
  const wrong: string[] = [];
  for (const part of text.split(/[\n,;]+/).map((line) => line.trim())) {
    if (!part) continue;
    const number = parsePhone(part);
    if (number) numbers.add(number);
    else wrong.push(part);
  }
  return { numbers: [...numbers], wrong };
}
