/** Longer than any answer takes; shorter than a person waits. */
const ANSWER_WITHIN = 15_000;

/**
 * A network that swallows everything without a word (half-open) would keep a request for ever: in time it counts as unanswered,
 * and whoever asked can say so or ask again.
 */
export const patientFetch: typeof fetch = (input, init) => {
  const deadline = AbortSignal.timeout(ANSWER_WITHIN);
  return fetch(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, deadline]) : deadline });
};
