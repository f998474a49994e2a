import OpenAI from 'openai';
import { ModelError, type LanguageModel, type ModelErrorKind, type ModelReply, type ModelRequest } from './language-model';

/** WhatsApp answers are short; a longer one would be a cut one. */
const MOST_OUTPUT_TOKENS = 800;

/** The OpenAI client made in the composition root (timeout and retries are its settings), behind our port. Stateless: `store: false`. */
export class OpenAiModel implements LanguageModel {
  constructor(
    private readonly client: OpenAI,
    private readonly defaultModel: string,
    private readonly onCall: (outcome: string, milliseconds: number) => void = () => undefined,
  ) {}

  async reply(request: ModelRequest): Promise<ModelReply> {
    const started = performance.now();
    const done = (outcome: string) => this.onCall(outcome, performance.now() - started);
    try {
      const response = await this.client.responses.create(
        {
          model: request.model ?? this.defaultModel,
          store: false,
          instructions: request.instructions,
          max_output_tokens: MOST_OUTPUT_TOKENS,
          safety_identifier: request.safetyIdentifier,
          input: request.turns.map(({ role, text }) => ({ role, content: text })),
        },
        { signal: request.signal },
      );
      const text = readReply(response);
      done('ok');
      return {
        text,
        model: response.model,
        inputTokens: response.usage?.input_tokens ?? 0,
        outputTokens: response.usage?.output_tokens ?? 0,
      };
    } catch (error) {
      const failure = error instanceof ModelError ? error : modelError(error);
      done(failure.kind.toLowerCase());
      throw failure;
    }
  }
}

function readReply(response: OpenAI.Responses.Response & { _request_id?: string | null }): string {
  if (response.status !== 'completed') throw new ModelError('INCOMPLETE', response._request_id ?? null);
  const refused = response.output.some((item) => item.type === 'message' && item.content.some((part) => part.type === 'refusal'));
  if (refused) throw new ModelError('REFUSED', response._request_id ?? null);
  const text = response.output_text.replaceAll('\0', '').toWellFormed().trim(); // no other text can be stored
  if (text.length === 0) throw new ModelError('INCOMPLETE', response._request_id ?? null);
  return text;
}

/** Keeps the kind and the request id; never the body, which may quote what a customer wrote. */
function modelError(error: unknown): ModelError {
  const kind = kindOf(error);
  const requestId = error instanceof OpenAI.APIError ? (error.requestID ?? null) : null;
  return new ModelError(kind, requestId);
}

function kindOf(error: unknown): ModelErrorKind {
  if (error instanceof OpenAI.APIConnectionTimeoutError || error instanceof OpenAI.APIUserAbortError) return 'TIMEOUT';
  if (error instanceof OpenAI.APIConnectionError) return 'UNAVAILABLE';
  if (!(error instanceof OpenAI.APIError)) return 'INVALID';
  if (error.status === 429) return error.code === 'insufficient_quota' ? 'QUOTA' : 'RATE_LIMITED';
  if (error.code === 'context_length_exceeded') return 'TOO_LONG';
  if (error.status === 401 || error.status === 403) return 'KEY';
  if (error.status !== undefined && error.status >= 500) return 'UNAVAILABLE';
  return 'INVALID';
}
