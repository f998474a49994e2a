import { nearTime } from './near-time';

const NOW = new Date('2026-11-24T15:00:00Z').getTime();
const told = (instant: string, language: string) =>
  nearTime(instant, NOW, language, 'America/Sao_Paulo').replace(/\s/g, ' ');

describe('a moment within a sentence', () => {
  it.each([
    ['2026-11-24T12:05:00Z', 'today, 9:05 AM', 'hoje, 09:05'],
    ['2026-11-24T02:59:00Z', 'yesterday, 11:59 PM', 'ontem, 23:59'],
    ['2026-11-25T14:00:00Z', 'tomorrow, 11:00 AM', 'amanhã, 11:00'],
    ['2026-11-26T03:00:00Z', 'Nov 26, 12:00 AM', '26 de nov., 00:00'],
    ['2026-11-12T12:00:00Z', 'Nov 12, 9:00 AM', '12 de nov., 09:00'],
    ['2025-11-24T12:00:00Z', 'Nov 24, 2025, 9:00 AM', '24 de nov. de 2025, 09:00'],
  ])('%p', (instant, en, pt) => expect([told(instant, 'en'), told(instant, 'pt-BR')]).toEqual([en, pt]));
});
