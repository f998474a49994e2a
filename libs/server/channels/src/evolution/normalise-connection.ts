import { parseJid, phoneOfJid } from './jid';
import { at, int, text } from './read';
import { unreadable } from './read-key';
import type { ConnectionReason, ConnectionState, QrCodeIssued, WhatsAppEvent } from './whatsapp-event';

const STATES: Readonly<Record<string, ConnectionState>> = {
  connecting: 'CONNECTING',
  open: 'OPEN',
  close: 'CLOSE',
  closed: 'CLOSE',
  refused: 'REFUSED',
};

/** WhatsApp's disconnect codes, as its web client uses them. */
const REASONS: Readonly<Record<number, ConnectionReason>> = {
  401: 'LOGGED_OUT',
  402: 'BANNED',
  403: 'BANNED',
  406: 'BANNED',
  408: 'TIMED_OUT',
  411: 'OTHER',
  428: 'CONNECTION_LOST',
  440: 'REPLACED',
  503: 'CONNECTION_LOST',
  515: 'RESTART_REQUIRED',
};

/** `connection.update` says `state`, `status.instance` says `status` with the code of a final loss. */
export function normaliseConnection(data: unknown): WhatsAppEvent {
  const raw = at(data, 'state') ?? at(data, 'status');
  const state = typeof raw === 'string' && Object.hasOwn(STATES, raw) ? STATES[raw] : undefined;
  if (!state) return unreadable('an unknown connection state');
  const statusReason = int(at(data, 'statusReason')) ?? int(at(data, 'disconnectionReasonCode'));
  const own = parseJid(at(data, 'wuid'));
  return {
    type: 'ConnectionChanged',
    state,
    reason: state === 'OPEN' || statusReason === null || statusReason < 300 ? null : (REASONS[statusReason] ?? 'OTHER'),
    statusReason,
    ownJid: own?.jid ?? null,
    ownNumber: phoneOfJid(own?.jid),
    profileName: text(at(data, 'profileName')),
    profilePictureUrl: httpUrl(at(data, 'profilePictureUrl')),
  };
}

/** `qrcode.updated`: a code, or the news that there will be no more. */
export function normaliseQrCode(data: unknown): WhatsAppEvent {
  const issued = readQrCode(at(data, 'qrcode'));
  if (issued) return { type: 'QrCodeIssued', ...issued };
  const said = text(at(data, 'message')) ?? '';
  return /limit/i.test(said) ? { type: 'QrLimitReached' } : unreadable('the QR event has no code');
}

/** The code as the event and the answer of connect both carry it; null when there is none (yet). */
export function readQrCode(node: unknown): Omit<QrCodeIssued, 'type'> | null {
  const code = text(at(node, 'code'));
  const image = text(at(node, 'base64'));
  if (!code || !image || !/^data:image\/[a-z+.-]+;base64,[\w+/=]+$/.test(image)) return null;
  return { code, imageDataUrl: image, pairingCode: text(at(node, 'pairingCode')) };
}

/** Only what a browser may be given as a picture's address. */
export function httpUrl(node: unknown): string | null {
  const url = text(node);
  return url && url.length <= 2000 && /^https?:\/\//i.test(url) && URL.canParse(url) ? url : null;
}
