import type { Observable } from 'rxjs';

/** Longer than any answer takes; shorter than a person waits. */
const ANSWER_WITHIN = 15_000;
/** After the network was found dead, the connections that the browser kept are dead too, and only a request finds each of them out. */
const ANSWER_WITHIN_IN_DOUBT = 3_000;
/** What browsers keep to one server. */
const MOST_KEPT = 6;

/**
 * A network that swallows everything without a word (half-open) would keep a request for ever. In time it counts as unanswered,
 * and at once when the live socket is found dead (`deaths`): whoever asked can say so or ask again.
 */
export function patientFetch(deaths: Observable<void>): typeof fetch {
  let underWay = new AbortController();
  let doubtful = 0;
  deaths.subscribe(() => {
    doubtful = MOST_KEPT;
    underWay.abort(new DOMException('The connection is dead', 'TimeoutError'));
    underWay = new AbortController();
  });
  return async (input, init) => {
    const deadline = AbortSignal.timeout(doubtful-- > 0 ? ANSWER_WITHIN_IN_DOUBT : ANSWER_WITHIN);
    const signal = AbortSignal.any([deadline, underWay.signal, ...(init?.signal ? [init.signal] : [])]);
    const response = await fetch(input, { ...init, signal });
    doubtful = 0;
    return response;
  };
}
