import type { IdentityKind } from '@prosa/server/crm';
import type { AdReferral, ContactCard, Poll, SharedLocation } from '@prosa/server/channels';

/** What a SYSTEM message says, to be put into words by whoever shows it. */
export const SYSTEM_CODES = [
  'CALL_RINGING_VOICE',
  'CALL_RINGING_VIDEO',
  'CALL_MISSED_VOICE',
  'CALL_MISSED_VIDEO',
  'CALL_DECLINED_VOICE',
  'CALL_DECLINED_VIDEO',
  'CALL_ANSWERED_VOICE',
  'CALL_ANSWERED_VIDEO',
] as const;
export type SystemCode = (typeof SYSTEM_CODES)[number];

/** A reaction as the provider names it; an empty text takes it back. */
export interface StoredReaction {
  /** The member who gave it here; absent when it was given on the phone. */
  memberId?: string;
  by: string;
  fromMe: boolean;
  emoji: string;
  at: number;
}

/** What a message says beside its text and its file. What it does not mention is absent; most messages have none at all. */
export interface MessageDetail {
  location?: SharedLocation;
  contactCards?: ContactCard[];
  poll?: Poll;
  /** Which button or row was chosen. */
  reply?: { id: string | null; title: string | null };
  /** The advertisement that it came by. */
  adReferral?: AdReferral;
  /** The text of the message that it answers, which may not be here. */
  quotedText?: string;
  viewOnce?: true;
  ephemeral?: true;
  forwarded?: true;
  mentionsUs?: true;
  /** Whom the text names, and by what in it. */
  mentions?: { text: string; kind: IdentityKind; value: string }[];
  /** The provider's name of an UNSUPPORTED content. */
  providerType?: string;
  system?: SystemCode;
  /** Of a file that we sent: what tells its echo, and how long it may be on its way. */
  file?: { size: number; voice: boolean };
  /** What was asked for under the client's key, of all that is not text. */
  asked?: string;
  reactions?: StoredReaction[];
  /** The members whom a note names. */
  mentionedMembers?: string[];
  /** The member who had a failed message sent again. */
  retriedBy?: string;
}
