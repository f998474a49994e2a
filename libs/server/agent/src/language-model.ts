/** What the product asks of a language model. One implementation speaks OpenAI's Responses API; tests bring their own. */
export interface LanguageModel {
  /** Throws ModelError; never returns an empty or cut text. */
  reply(request: ModelRequest): Promise<ModelReply>;
}

export interface ModelRequest {
  model: string | null;
  /** Ours: rules and what the business said of itself. Customer text never goes here. */
  instructions: string;
  /** Oldest first. */
  turns: { role: 'user' | 'assistant'; text: string }[];
  /** A pseudonym of the contact, for the provider's abuse checks. */
  safetyIdentifier: string;
  signal: AbortSignal;
}

export interface ModelReply {
  text: string;
  model: string;
  inputTokens: number;
  outputTokens: number;
}

/** REFUSED and INCOMPLETE need a person; QUOTA and KEY need the operator; TOO_LONG less of the conversation; the passing ones some time. */
export type ModelErrorKind = 'UNAVAILABLE' | 'TIMEOUT' | 'RATE_LIMITED' | 'QUOTA' | 'KEY' | 'REFUSED' | 'INCOMPLETE' | 'TOO_LONG' | 'INVALID';

export class ModelError extends Error {
  constructor(
    readonly kind: ModelErrorKind,
    readonly requestId: string | null = null,
  ) {
    super(`The language model did not answer: ${kind}`);
  }
  /** Whether trying again later can help. */
  get passing(): boolean {
    return this.kind === 'UNAVAILABLE' || this.kind === 'TIMEOUT' || this.kind === 'RATE_LIMITED';
  }
}
