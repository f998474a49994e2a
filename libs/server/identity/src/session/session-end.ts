import type { EventHub } from '@prosa/server/platform';

/** The hub reaches every process, so the end of a session is told at once everywhere; the watch's tick finds it when the word was lost. */
const topic = (sessionId: string): string => `session:${sessionId}`;

export const tellSessionEnded = (hub: EventHub, sessionId: string): void => hub.wake(topic(sessionId), 0);
export const onSessionEnded = (hub: EventHub, sessionId: string, fn: () => void): (() => void) =>
  hub.onWake(topic(sessionId), fn);
