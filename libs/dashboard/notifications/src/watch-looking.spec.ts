import { conversationIn } from './watch-looking';

it.each([
  [`/inbox/${btoa('Conversation:01')}`, btoa('Conversation:01')],
  [`/inbox/${encodeURIComponent(btoa('Conversation:01'))}?message=x`, btoa('Conversation:01')],
  ['/inbox', null],
  ['/inbox/nothing', null],
  [`/channels/${btoa('Conversation:01')}`, null],
  [`/inbox/${btoa('Channel:01')}`, null],
])('which conversation is looked at by the address: %s', (url, id) => {
  expect(conversationIn(url)).toBe(id);
});
