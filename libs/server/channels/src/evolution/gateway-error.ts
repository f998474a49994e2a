export type GatewayErrorKind =
  /** No connection came about, or it broke. */
  | 'UNREACHABLE'
  /** No answer in time. */
  | 'TIMEOUT_UNKNOWN'
  /** Answered, but would not do it; also what no Evolution would answer (a wrong address, a proxy, a redirect). */
  | 'REFUSED'
  | 'UNAUTHORISED'
  /** No such instance. */
  | 'NOT_FOUND'
  | 'NAME_TAKEN'
  | 'NOT_ON_WHATSAPP'
  /** The instance has no open session with WhatsApp. */
  | 'NOT_CONNECTED'
  | 'INVALID'
  /** Failed inside, or answered what cannot be understood. */
  | 'SERVER';

/**
 * Why a call to the WhatsApp server failed. The message is fit for logs: it holds neither the key nor phone numbers.
 * `outcomeKnown` is false when the server may have done what it was asked: such a send must not be repeated.
 */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly kind: GatewayErrorKind;
  /** HTTP status; null when there was no answer. */
  readonly status: number | null;
  readonly outcomeKnown: boolean;

  constructor(kind: GatewayErrorKind, message: string, options: { status?: number | null; outcomeKnown: boolean }) {
    super(message);
    this.kind = kind;
    this.status = options.status ?? null;
    this.outcomeKnown = options.outcomeKnown;
  }
}
