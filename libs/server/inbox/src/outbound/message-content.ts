import { createHash } from 'node:crypto';
import type { ContactCard, SharedLocation } from '@prosa/server/channels';
import { readContacts, readPhones } from '@prosa/server/crm';
import {
  NotFound,
  takeUpload,
  UserProblem,
  type TakenUpload,
  type TenantContext,
  type UnitOfWork,
} from '@prosa/server/platform';
import type { MessageDetail, MessageKind } from '../inbox.entities';
import type { FileKind } from './outgoing';

/** What a member writes: one of these. */
export interface ContentInput {
  text?: string | null;
  attachment?: { uploadId: string; caption?: string | null; voice?: boolean | null } | null;
  location?: { latitude: number; longitude: number; name?: string | null; address?: string | null } | null;
  contactCards?: readonly { contactId?: string | null; name?: string | null; phone?: string | null }[] | null;
}
export interface Content {
  kind: MessageKind;
  text: string | null;
  detail: MessageDetail | null;
  file: TakenUpload | null;
}

type Place = Omit<SharedLocation, 'live'>;

export const LONGEST_TEXT = 65_536;
const LONGEST_CAPTION = 1_024;
const LONGEST_PLACE = 250;
const LONGEST_NAME = 200;
const MOST_CARDS = 20;

/** Checks what can be checked before anything is touched, and looks up the people of cards. The rest, taking the file, is for the transaction. Throws NotFound, UserProblem. */
export async function readContent(
  ctx: TenantContext,
  input: ContentInput,
): Promise<(unit: UnitOfWork) => Promise<Content>> {
  const given = (['text', 'attachment', 'location', 'contactCards'] as const).filter((field) => input[field] != null);
  if (given.length > 1)
    throw new UserProblem('ONE_CONTENT', 'A message is text, a file, a place or contacts: one of them.', [
      given[1] as string,
    ]);
  if (input.attachment) return fileOf(ctx, input.attachment);
  const detail = { asked: fingerprint(input) };
  if (input.location) {
    const location = placeOf(input.location);
    return async () => ({
      kind: 'LOCATION',
      text: null,
      detail: { location: { ...location, live: false }, ...detail },
      file: null,
    });
  }
  if (input.contactCards) {
    const contactCards = await cardsOf(ctx, input.contactCards);
    return async () => ({ kind: 'CONTACT_CARD', text: null, detail: { contactCards, ...detail }, file: null });
  }
  const text = checkedText(input.text);
  return async () => ({ kind: 'TEXT', text, detail: null, file: null });
}

/** Tells whether two requests mean the same: a key that was used for something else must not swallow this. */
export const fingerprint = ({ text, attachment, location, contactCards }: ContentInput): string =>
  createHash('sha256')
    .update(JSON.stringify([text ?? null, attachment ?? null, location ?? null, contactCards ?? null]))
    .digest('base64url');

export function checkedText(
  text: string | null | undefined,
  path: readonly string[] = ['text'],
  longest = LONGEST_TEXT,
): string {
  if (!text || text.trim() === '') throw new UserProblem('REQUIRED', 'Write a message first.', path);
  if (text.length > longest) throw new UserProblem('TOO_LONG', `At most ${longest} characters.`, path);
  if (text.includes('\0')) throw new UserProblem('INVALID', 'The text holds a character that cannot be sent.', path);
  return text.toWellFormed();
}

/** Blank is as good as absent. */
const optional = (text: string | null | undefined, path: readonly string[], longest: number): string | null =>
  text == null || text.trim() === '' ? null : checkedText(text, path, longest);

function fileOf(
  ctx: TenantContext,
  attachment: NonNullable<ContentInput['attachment']>,
): (unit: UnitOfWork) => Promise<Content> {
  const caption = optional(attachment.caption, ['attachment', 'caption'], LONGEST_CAPTION);
  const voice = attachment.voice === true;
  return async (unit) => {
    const file = await takeUpload(ctx, unit, attachment.uploadId);
    if (voice && !file.mimeType.startsWith('audio/'))
      throw new UserProblem('NOT_AUDIO', 'Only sound can be sent as a voice note.', ['attachment', 'voice']);
    const kind = voice ? 'AUDIO' : kindOf(file.mimeType);
    if (caption !== null && kind === 'AUDIO')
      throw new UserProblem('NO_CAPTION', 'Sound has no caption on WhatsApp.', ['attachment', 'caption']);
    const detail = { file: { size: file.size, voice }, asked: fingerprint({ attachment }) };
    return { kind, text: caption, detail, file };
  };
}

const KINDS: Readonly<Record<string, FileKind>> = {
  'image/jpeg': 'IMAGE',
  'image/png': 'IMAGE',
  'image/webp': 'IMAGE',
  'video/mp4': 'VIDEO',
  'video/3gpp': 'VIDEO',
  'audio/ogg': 'AUDIO',
  'audio/mpeg': 'AUDIO',
  'audio/mp4': 'AUDIO',
  'audio/aac': 'AUDIO',
  'audio/amr': 'AUDIO',
};
/** What every phone shows by itself; all else is a document, and so arrives as it is (a GIF, too, which would stop moving). */
const kindOf = (mimeType: string): FileKind => KINDS[mimeType] ?? 'DOCUMENT';

function placeOf({ latitude, longitude, name, address }: NonNullable<ContentInput['location']>): Place {
  const outside = (value: number, most: number) => !Number.isFinite(value) || Math.abs(value) > most;
  if (outside(latitude, 90)) throw new UserProblem('INVALID', 'From -90 to 90 degrees.', ['location', 'latitude']);
  if (outside(longitude, 180)) throw new UserProblem('INVALID', 'From -180 to 180 degrees.', ['location', 'longitude']);
  return {
    latitude,
    longitude,
    name: optional(name, ['location', 'name'], LONGEST_PLACE),
    address: optional(address, ['location', 'address'], LONGEST_PLACE),
  };
}

async function cardsOf(ctx: TenantContext, cards: NonNullable<ContentInput['contactCards']>): Promise<ContactCard[]> {
  const path = ['contactCards'];
  if (cards.length === 0) throw new UserProblem('REQUIRED', 'Choose a contact first.', path);
  if (cards.length > MOST_CARDS) throw new UserProblem('TOO_MANY', `At most ${MOST_CARDS} contacts.`, path);
  const ids = cards.flatMap(({ contactId }) => contactId ?? []);
  const contacts = new Map((await readContacts(ctx, ids)).map((contact) => [contact.id, contact]));
  const phones = await readPhones(ctx, [...contacts.keys()]);
  return cards.map(({ contactId, name, phone }, index) => {
    const at = [...path, String(index)];
    if (contactId == null) {
      if (!phone) throw new UserProblem('REQUIRED', 'A contact, or a name and a phone number.', at);
      return { name: checkedText(name, [...at, 'name'], LONGEST_NAME), phones: [phone] };
    }
    const contact = contacts.get(contactId);
    if (!contact) throw new NotFound('Contact');
    const known = phone ?? phones.get(contactId)?.[0];
    if (!known) throw new UserProblem('NO_PHONE', 'This contact has no phone number.', at);
    return { name: optional(name, [...at, 'name'], LONGEST_NAME) ?? contact.name, phones: [known] };
  });
}
