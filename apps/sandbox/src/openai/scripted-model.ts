import { detectLanguage, readBrief, type Brief, type Language, type Turn } from './brief';

/** The model of the sandbox: no model at all, and it says so once in each conversation. The same request gives the same answer. */
export function answer(instructions: string, turns: Turn[]): string {
  const brief = readBrief(instructions);
  const last = turns.findLast((turn) => turn.role === 'user')?.text ?? '';
  const said = turns.filter((turn) => turn.role === 'assistant').map((turn) => turn.text);
  const language = brief.language ?? detectLanguage(last);
  const words = WORDS[language];
  const reply = words[topicOf(last, said.length)](brief);
  const told = said.some((text) => text.includes(words.demo));
  return told ? reply : `${reply} ${words.demo}`;
}

type Topic = 'price' | 'hours' | 'schedule' | 'person' | 'thanks' | 'hello' | 'more';

const TOPICS: [Topic, RegExp][] = [
  ['person', /\b(humano|atendente|pessoa|algu[eé]m|human|person|someone|agent|representative)\b/iu],
  ['schedule', /(agend|marcar|reserv|encomend|\bbook|schedul|appointment|\border\b)/iu],
  ['price', /(preç|preco|quanto|valor|custa|orçamento|\bprice|how much|\bcost|quote)/iu],
  ['hours', /(hor[aá]rio|abert|abre|fecha|funcionamento|s[aá]bado|domingo|\bhours|\bopen|\bclose|weekend)/iu],
  ['thanks', /\b(obrigad[oa]|valeu|thanks|thank you)\b/iu],
];

const topicOf = (text: string, answered: number): Topic =>
  TOPICS.find(([, pattern]) => pattern.test(text))?.[0] ?? (answered === 0 ? 'hello' : 'more');

type Words = Record<Topic, (brief: Brief) => string> & { demo: string };

const from = (brief: Brief, fallback: string): string => brief.business ?? brief.name ?? fallback;
const small = (text: string): string =>
  /^[A-ZÀ-Ý][a-zà-ÿ]/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

const WORDS: Record<Language, Words> = {
  'pt-BR': {
    demo: '(modelo de demonstração)',
    hello: (brief) =>
      `Olá! Que bom falar com você 😊 Aqui é da ${from(brief, 'nossa loja')}.${brief.offer ? ` Oferecemos ${small(brief.offer)}.` : ''} ${brief.question ?? 'O que você está procurando?'}`,
    price: (brief) =>
      brief.offer
        ? `Sobre valores: ${small(brief.offer)}. Para passar o preço certo, me conta: ${small(brief.question ?? 'para quando e em que quantidade você precisa?')}`
        : 'Sobre valores, uma pessoa da equipe confirma para você. Para quando você precisa?',
    hours: (brief) =>
      `O horário da ${from(brief, 'nossa loja')} quem confirma é a equipe, para não te passar nada errado. Qual dia fica melhor para você?`,
    schedule: (brief) =>
      `Claro, vamos agendar! ${brief.offer ? `É sobre ${small(brief.offer)}? ` : ''}Me diga o melhor dia e o período (manhã ou tarde), por favor.`,
    person: (brief) =>
      `Sem problema, vou chamar uma pessoa da equipe da ${from(brief, 'nossa loja')}. Quer adiantar o assunto enquanto isso?`,
    thanks: (brief) =>
      `Eu que agradeço! A ${from(brief, 'nossa loja')} está à disposição. Posso ajudar em mais alguma coisa?`,
    more: (brief) =>
      `Entendi! ${brief.offer ? `Na ${from(brief, 'nossa loja')} temos ${small(brief.offer)}. ` : ''}${brief.question ?? 'Pode me contar um pouco mais do que você precisa?'}`,
  },
  en: {
    demo: '(demo model)',
    hello: (brief) =>
      `Hello! Great to hear from you 😊 This is ${from(brief, 'our shop')}.${brief.offer ? ` We offer ${small(brief.offer)}.` : ''} ${brief.question ?? 'What are you looking for?'}`,
    price: (brief) =>
      brief.offer
        ? `About prices: ${small(brief.offer)}. To give you the right one, tell me: ${small(brief.question ?? 'when do you need it and how much of it?')}`
        : 'About prices, a person of the team will confirm. When do you need it?',
    hours: (brief) =>
      `The team of ${from(brief, 'our shop')} will confirm the opening hours, so that I tell you nothing wrong. Which day suits you best?`,
    schedule: (brief) =>
      `Sure, let's schedule it! ${brief.offer ? `Is it about ${small(brief.offer)}? ` : ''}Which day, and morning or afternoon?`,
    person: (brief) =>
      `No problem, I am calling a person of the team of ${from(brief, 'our shop')}. Would you like to say what it is about meanwhile?`,
    thanks: (brief) => `Thank you! ${from(brief, 'Our shop')} is here for you. Anything else I can help with?`,
    more: (brief) =>
      `Got it! ${brief.offer ? `At ${from(brief, 'our shop')} we have ${small(brief.offer)}. ` : ''}${brief.question ?? 'Could you tell me a little more about what you need?'}`,
  },
};

/** Something that fits a strict JSON schema, for requests that ask for structure. */
export function fitting(schema: unknown): unknown {
  const node = (schema ?? {}) as {
    type?: string | string[];
    enum?: unknown[];
    const?: unknown;
    anyOf?: unknown[];
    properties?: object;
    items?: unknown;
  };
  if (node.const !== undefined) return node.const;
  if (node.enum) return node.enum[0];
  if (node.anyOf) return fitting(node.anyOf[0]);
  const type = Array.isArray(node.type) ? node.type[0] : node.type;
  if (type === 'object')
    return Object.fromEntries(Object.entries(node.properties ?? {}).map(([key, inner]) => [key, fitting(inner)]));
  if (type === 'array') return [];
  if (type === 'number' || type === 'integer') return 0;
  if (type === 'boolean') return false;
  return type === 'null' ? null : '(modelo de demonstração)';
}
