import type { Message } from '../inbox.model';
import { announcementOf } from './announcement';
import { mergeThread } from './bubble';
import { fromContact, ME } from './thread.fixture';

const read = (message: Message) => announcementOf(mergeThread([message], [], ME).bubbles, message.id)?.message.text;

it('what came is read out as it is now, and no longer once it is deleted', () => {
  const came = fromContact({ text: 'my password is 1234' });
  expect(read(came)).toBe('my password is 1234');
  expect(read({ ...came, text: 'never mind', editedAt: '2026-11-24T10:01:00.000Z' })).toBe('never mind');
  // The server may leave the words on a message that its sender took back.
  expect(read({ ...came, deletedAt: '2026-11-24T10:02:00.000Z' })).toBeUndefined();
  expect(announcementOf([], null)).toBeNull();
});
