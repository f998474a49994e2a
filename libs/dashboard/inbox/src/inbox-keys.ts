/** What a single key means here. Single keys are off while one types, and can be turned off for good (WCAG 2.1.4). */
export type InboxCommand =
  | 'next'
  | 'previous'
  | 'back'
  | 'reply'
  | 'note'
  | 'undoSend'
  | 'takeOver'
  | 'close'
  | 'markRead'
  | 'firstUnread'
  | 'assign'
  | 'select'
  | 'label'
  | 'snooze'
  | 'panel'
  | 'start'
  | 'help';

const KEYS: Readonly<Record<string, InboxCommand>> = {
  j: 'next',
  k: 'previous',
  Escape: 'back',
  r: 'reply',
  m: 'note',
  z: 'undoSend',
  t: 'takeOver',
  e: 'close',
  u: 'markRead',
  f: 'firstUnread',
  a: 'assign',
  x: 'select',
  l: 'label',
  s: 'snooze',
  i: 'panel',
  n: 'start',
  '?': 'help',
};

/** As the help shows them; Enter is the link's own. */
export const KEY_HELP: readonly (readonly [key: string, command: InboxCommand | 'open' | 'send' | 'selectRange'])[] = [
  ['J', 'next'],
  ['K', 'previous'],
  ['Enter', 'open'],
  ['Esc', 'back'],
  ['R', 'reply'],
  ['M', 'note'],
  ['Z', 'undoSend'],
  ['T', 'takeOver'],
  ['X', 'select'],
  ['Shift X', 'selectRange'],
  ['A', 'assign'],
  ['L', 'label'],
  ['S', 'snooze'],
  ['E', 'close'],
  ['U', 'markRead'],
  ['F', 'firstUnread'],
  ['I', 'panel'],
  ['N', 'start'],
  ['Ctrl Enter', 'send'],
  ['?', 'help'],
];

type Press = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'defaultPrevented' | 'isComposing' | 'target'
>;

export function commandOf(press: Press, singleKeys: boolean): InboxCommand | null {
  if (press.defaultPrevented || press.isComposing || press.ctrlKey || press.metaKey || press.altKey) return null;
  if (press.key === 'Escape') return 'back';
  if (!singleKeys || isTyping(press.target)) return null;
  return KEYS[press.key.length === 1 ? press.key.toLowerCase() : press.key] ?? null;
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}
