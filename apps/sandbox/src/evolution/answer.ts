const TITLES: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  500: 'Internal Server Error',
};

/** An answer of Evolution that is not a success, with the body it really has (several shapes exist). */
export class EvolutionError extends Error {
  constructor(
    readonly status: number,
    readonly body: unknown,
  ) {
    super(`Evolution answers ${status}`);
  }
}

const failure = (status: number, message: unknown) =>
  new EvolutionError(status, { status, error: TITLES[status], response: { message } });

export const badRequest = (...message: unknown[]) => failure(400, message);
/** Schema validation: an array within the array. */
export const invalid = (messages: string[]) => failure(400, [messages]);
export const unauthorised = () => failure(401, 'Unauthorized');
export const forbidden = (message: string) => failure(403, [message]);
export const notFound = (...messages: string[]) => failure(404, messages);
export const internal = (message: string | string[]) => failure(500, message);
