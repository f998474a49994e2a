/** People who have WhatsApp. They are the same for every business number linked in this sandbox. */
export interface Customer {
  id: string;
  name: string;
  /** E.164 digits. */
  number: string;
  /** The jid WhatsApp gives Evolution; Brazilian numbers with area codes from 31 on lose their ninth digit. */
  phoneJid: string;
  lid: string | null;
  /** Which of the two their messages carry as `remoteJid`. */
  addressing: 'pn' | 'lid';
  source: 'android' | 'ios';
  language: 'pt-BR' | 'en';
  online: boolean;
  /** The instance (business number) whose chat this person is looking at. */
  openChat: string | null;
  /** What they write when told to write by themselves. */
  script: string[];
  scriptAt: number;
}

type Seed = Omit<Customer, 'online' | 'openChat' | 'scriptAt' | 'phoneJid'> & { phoneJid?: string };

const SEEDS: Seed[] = [
  {
    id: 'marina',
    name: 'Marina Souza',
    number: '5511988770101',
    lid: '210000000000101@lid',
    addressing: 'pn',
    source: 'ios',
    language: 'pt-BR',
    script: [
      'Oi, bom dia! Vi vocês no Instagram 😊',
      'Queria saber como funciona e qual é o preço',
      'Vocês atendem no sábado?',
    ],
  },
  {
    id: 'joao',
    name: 'João Pereira',
    number: '5521977660202',
    lid: null,
    addressing: 'pn',
    source: 'android',
    language: 'pt-BR',
    script: ['Boa tarde', 'Quanto custa? É para a semana que vem', 'Dá para agendar um horário na terça?'],
  },
  {
    id: 'rafael',
    name: 'Rafael Lima',
    number: '5531996550303',
    phoneJid: '553196550303@s.whatsapp.net',
    lid: '210000000000303@lid',
    addressing: 'lid',
    source: 'android',
    language: 'pt-BR',
    script: ['Olá, tudo bem?', 'Sou de Belo Horizonte, vocês atendem aqui?', 'Prefiro falar com uma pessoa, pode ser?'],
  },
  {
    id: 'emily',
    name: 'Emily Carter',
    number: '447700900144',
    lid: null,
    addressing: 'pn',
    source: 'ios',
    language: 'en',
    script: [
      'Hi there!',
      'How much does it cost, and what are your opening hours?',
      'Could I book something for Tuesday?',
    ],
  },
  {
    id: 'mae',
    name: 'Dona Lúcia (mãe)',
    number: '5511955440505',
    lid: null,
    addressing: 'pn',
    source: 'android',
    language: 'pt-BR',
    script: ['Filha, você almoça aqui no domingo?', 'Não esquece de me ligar ❤️'],
  },
];

/** Chats that were on the business phone before anything was linked; `daysAgo` counts from the moment of linking. */
export const OLDER_CHATS: { customer: string; lines: { fromMe: boolean; text: string; daysAgo: number }[] }[] = [
  {
    customer: 'mae',
    lines: [
      { fromMe: false, text: 'Filha, chegou bem?', daysAgo: 41 },
      { fromMe: true, text: 'Cheguei, mãe! Te ligo à noite', daysAgo: 41 },
      { fromMe: false, text: 'O bolo do aniversário fica por minha conta 🎂', daysAgo: 12 },
      { fromMe: true, text: 'Oba! Obrigada ❤️', daysAgo: 12 },
    ],
  },
];

export function seedCustomers(): Map<string, Customer> {
  return new Map(SEEDS.map((seed) => [seed.id, customerFrom(seed)]));
}

const customerFrom = (seed: Seed): Customer => ({
  ...seed,
  phoneJid: seed.phoneJid ?? `${seed.number}@s.whatsapp.net`,
  online: true,
  openChat: null,
  scriptAt: 0,
});

/** Somebody a test writes as, who is none of the named ones. */
export const stranger = (number: string, jid: string, name: string): Customer =>
  customerFrom({
    id: number,
    name,
    number,
    phoneJid: jid,
    lid: null,
    addressing: 'pn',
    source: 'android',
    language: 'pt-BR',
    script: ['Oi!'],
  });
