export type Language = 'pt-BR' | 'en';

/** What the agent was told about its business, found in the lines of the instructions. */
export interface Brief {
  name: string | null;
  business: string | null;
  offer: string | null;
  persona: string | null;
  question: string | null;
  language: Language | null;
}

export interface Turn {
  role: 'user' | 'assistant';
  text: string;
}

export function readBrief(instructions: string): Brief {
  const line = (...labels: string[]): string | null => {
    for (const label of labels) {
      const value = new RegExp(`^\\s*(?:[-*#]+\\s*)?${label}\\s*:\\s*(.+)$`, 'imu').exec(instructions)?.[1]?.trim();
      if (value) return value.replace(/[.;]+$/, '');
    }
    return null;
  };
  const questions = line('Questions to ask', 'Questions', 'Perguntas');
  return {
    name: line('Name', 'Agent', 'Nome'),
    business: line('Business', 'Negócio', 'Empresa'),
    offer: line('Offer', 'Oferta'),
    persona: line('Persona'),
    question: questions?.split('|')[0]?.trim() ?? null,
    language: languageOf(line('Language', 'Idioma')),
  };
}

function languageOf(value: string | null): Language | null {
  if (!value) return null;
  if (/^(pt|portugu)/i.test(value)) return 'pt-BR';
  return /^(en|ingl)/i.test(value) ? 'en' : null;
}

const ENGLISH =
  /\b(the|you|your|hi|hello|how|what|much|price|please|thanks|can|could|would|is|are|do|does|i'm|hours|book|tuesday)\b/giu;
const PORTUGUESE =
  /\b(oi|olá|você|vocês|quanto|preço|obrigad[oa]|quero|queria|bom|boa|dia|tarde|noite|não|é|uma?|para|horário|com|atendem)\b/giu;

export const detectLanguage = (text: string): Language =>
  (text.match(ENGLISH)?.length ?? 0) > (text.match(PORTUGUESE)?.length ?? 0) ? 'en' : 'pt-BR';
