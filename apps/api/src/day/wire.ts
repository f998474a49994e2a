import type { Dice } from './dice';
import type { Said } from './phone';

export const OWN = '5511999990000@s.whatsapp.net';

export interface Key {
  remoteJid: string;
  remoteJidAlt?: string;
  fromMe: boolean;
  id: string;
  participant: string;
  addressingMode: 'pn' | 'lid';
}

/** A chat under one of its names; the other may be told, or not, or be our own number (trap 7). */
export function keyOf(dice: Dice, { id, who, chat }: Said): Key {
  const fromMe = who === 'us';
  const lid = `${chat.lid}@lid`;
  const rest = { fromMe, id, participant: '' };
  if (dice.chance(0.6))
    return { remoteJid: chat.jid, ...(dice.chance(0.5) && { remoteJidAlt: lid }), ...rest, addressingMode: 'pn' };
  const alternate = dice.weighted({ phone: 75, none: 15, ours: fromMe ? 30 : 0 });
  return {
    remoteJid: lid,
    ...(alternate === 'phone' && { remoteJidAlt: chat.jid }),
    ...(alternate === 'ours' && { remoteJidAlt: OWN }),
    ...rest,
    addressingMode: 'lid',
  };
}

export function contentOf({ kind, text }: Said): object {
  const file = {
    url: 'https://mmg.whatsapp.net/x.enc',
    mimetype: 'image/jpeg',
    fileLength: { low: 282, high: 0, unsigned: true },
    ...(text !== null && { caption: text }),
  };
  switch (kind) {
    case 'TEXT':
      return { conversation: text };
    case 'IMAGE':
      return { imageMessage: file };
    case 'AUDIO':
      return { audioMessage: { ...file, mimetype: 'audio/ogg; codecs=opus', ptt: true, seconds: 3 } };
    case 'DOCUMENT':
      return { documentMessage: { ...file, mimetype: 'application/pdf', fileName: 'offer.pdf' } };
    case 'LOCATION':
      return { locationMessage: { degreesLatitude: -23.5, degreesLongitude: -46.6 } };
  }
}

/** Seconds, in each of the shapes that Evolution writes them in (trap 8). */
export const timeOf = {
  write: (dice: Dice, ms: number): unknown => {
    const seconds = Math.floor(ms / 1000);
    return dice.pick([seconds, seconds, String(seconds), { low: seconds, high: 0, unsigned: true }]);
  },
  read: (written: unknown): number =>
    Number(typeof written === 'object' && written ? (written as { low: number }).low : written),
};
