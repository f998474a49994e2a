import type { Observable } from 'rxjs';

/** Longer than any answer takes; shorter than a person waits. */
const ANSWER_WITHIN = 15_000;
/** After the network was found dead, the browser's kept connections may be too, and each is found out by a request only. */
const ANSWER_WITHIN_IN_DOUBT = 4_000;

/**
 * A network that swallows everything without a word (half-open) would keep a request for ever. In time it counts as unanswered,
 * and at once when the live socket is found dead (`deaths`): whoever asked can say so or ask again.
 */
export function patientFetch(deaths: Observable<void>): typeof fetch {
  let underWay = new AbortController();
  let inDoubt = false;
  deaths.subscribe(() => {
    inDoubt = true;
    underWay.abort(new DOMException('The connection is dead', 'TimeoutError'));
    underWay = new AbortController();
  });
  return async (input, init) => {
    const deadline = AbortSignal.timeout(inDoubt ? ANSWER_WITHIN_IN_DOUBT : ANSWER_WITHIN);
    const signal = AbortSignal.any([deadline, underWay.signal, ...(init?.signal ? [init.signal] : [])]);
    const response = await fetch(input, { ...init, signal });
    inDoubt = false;
    return response;
  };
}
