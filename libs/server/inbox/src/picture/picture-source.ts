import { createHash } from 'node:crypto';

/** What stays of a picture's address when it is asked for again: signature and expiry are in the query. */
export const pictureSource = (url: string): string => createHash('sha256').update(new URL(url).pathname).digest('hex');
