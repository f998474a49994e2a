import type { UnitOfWork } from '@prosa/server/platform';
import type { Message } from '../inbox.entities';
import { Attachment } from '../media/attachment.entity';

export type FileKind = 'IMAGE' | 'VIDEO' | 'AUDIO' | 'DOCUMENT';
const FILE_KINDS: ReadonlySet<string> = new Set<FileKind>(['IMAGE', 'VIDEO', 'AUDIO', 'DOCUMENT']);
export const isFileKind = (kind: string): kind is FileKind => FILE_KINDS.has(kind);

export interface OutgoingFile {
  kind: 'FILE';
  blobId: string;
  as: FileKind;
  /** As a voice note. */
  voice: boolean;
  mimeType: string;
  fileName: string;
  size: number;
  caption: string | null;
}
/** What of a message is handed to the provider. */
export type Outgoing =
  | { kind: 'TEXT'; text: string }
  | OutgoingFile
  | { kind: 'PLACE'; latitude: number; longitude: number; name: string | null; address: string | null }
  | { kind: 'CARDS'; cards: { name: string; phone: string }[] };

/** Null when its file is not here any more. */
export async function outgoingOf({ em }: UnitOfWork, message: Message): Promise<Outgoing | null> {
  const { kind, detail } = message;
  if (kind === 'LOCATION' && detail?.location) return { kind: 'PLACE', ...detail.location };
  if (kind === 'CONTACT_CARD') {
    const cards = detail?.contactCards ?? [];
    return { kind: 'CARDS', cards: cards.map(({ name, phones }) => ({ name: name ?? '', phone: phones[0] ?? '' })) };
  }
  if (!isFileKind(kind)) return { kind: 'TEXT', text: message.text ?? '' };
  const file = await em.findOne(Attachment, { messageId: message.id, state: 'READY' });
  if (!file) return null;
  return {
    kind: 'FILE',
    blobId: file.id,
    as: kind,
    voice: isVoice(message),
    mimeType: file.mimeType,
    fileName: file.fileName ?? 'file',
    size: file.size ?? 0,
    caption: message.text ?? null,
  };
}

export const isVoice = ({ detail }: Pick<Message, 'detail'>): boolean => detail?.file?.voice === true;
