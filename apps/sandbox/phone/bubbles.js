import { h } from './dom.js';
import { currentLanguage, t } from './words.js';

const RANK = { PENDING: 0, SERVER_ACK: 1, DELIVERY_ACK: 2, READ: 3, PLAYED: 3 };

export const time = (at) => new Intl.DateTimeFormat(currentLanguage(), { timeStyle: 'short' }).format(at);
export const day = (at) =>
  new Intl.DateTimeFormat(currentLanguage(), { weekday: 'short', day: 'numeric', month: 'short' }).format(at);

function ticks(status) {
  const rank = RANK[status];
  const mark = status === 'ERROR' ? '!' : rank === 0 ? '◷' : rank === 1 ? '✓' : '✓✓';
  return h(
    'span',
    {
      class: `ticks ${status === 'ERROR' ? 'bad' : rank === 3 ? 'read' : ''}`,
      role: 'img',
      'aria-label': t(status),
      title: t(status),
    },
    mark,
  );
}

function content(message) {
  if (message.deleted) return [h('em', {}, t('deleted'))];
  const parts = [];
  if (message.quote) parts.push(h('span', { class: 'quote' }, message.quote));
  if (message.image) parts.push(h('img', { src: message.image, alt: t('photo'), width: 240, height: 180 }));
  if (message.kind) parts.push(h('span', { class: 'kind' }, t(`kind-${message.kind}`)));
  if (message.text) parts.push(h('span', { class: 'text' }, message.text));
  if (message.reactions.length) parts.push(h('span', { class: 'reactions' }, message.reactions.join(' ')));
  return parts;
}

function foot(message, business) {
  const note = business && message.fromMe && !message.api ? t('fromPhone') : message.edited ? t('edited') : '';
  const mine = message.fromMe === business;
  return h('span', { class: 'foot' }, note && `${note} · `, time(message.at), ' ', mine ? ticks(message.status) : null);
}

/** The messages as one side sees them: the business (true) or the customer (false). What did not change stays in the page, so that a screen reader tells only what is new. */
export function drawLog(log, messages, business, chat) {
  const list = log.firstElementChild;
  const other = log.dataset.chat !== chat || log.lang !== currentLanguage();
  if (other) {
    log.setAttribute('aria-busy', 'true');
    list.replaceChildren();
    Object.assign(log.dataset, { chat, last: '' });
    log.lang = currentLanguage();
  }
  const atEnd = other || log.scrollHeight - log.scrollTop - log.clientHeight < 60;
  const known = new Map([...list.children].map((item) => [item.dataset.key, item]));
  const wanted = messages.flatMap((message, index) => {
    const date = day(message.at);
    const first = index === 0 || date !== day(messages[index - 1].at);
    return [...(first ? [separator(known, date)] : []), bubble(known, message, business)];
  });
  wanted.forEach((item, index) => {
    if (list.children[index] !== item) list.insertBefore(item, list.children[index] ?? null);
  });
  while (list.children.length > wanted.length) list.lastChild.remove();
  log.removeAttribute('aria-busy');
  const newest = messages.at(-1);
  const wrote = newest?.fromMe === business && newest.id !== log.dataset.last;
  log.dataset.last = newest?.id ?? '';
  if (atEnd || wrote) log.scrollTop = log.scrollHeight;
}

const separator = (known, date) =>
  known.get(`day ${date}`) ?? h('li', { class: 'day', 'data-key': `day ${date}` }, date);

function bubble(known, message, business) {
  const shown = JSON.stringify([message.status, message.deleted, message.edited, message.text, message.reactions]);
  const mine = message.fromMe === business;
  const item =
    known.get(message.id) ??
    h('li', {
      class: mine ? 'mine' : 'theirs',
      'data-key': message.id,
      'data-id': message.id,
      'data-from': mine ? 'me' : 'them',
    });
  if (item.dataset.shown === shown) return item;
  const onlyStatus = item.dataset.text === JSON.stringify([message.deleted, message.edited, message.text, message.reactions]);
  item.dataset.shown = shown;
  item.dataset.text = JSON.stringify([message.deleted, message.edited, message.text, message.reactions]);
  item.dataset.status = message.status;
  if (onlyStatus) item.lastChild.replaceWith(foot(message, business));
  else item.replaceChildren(...content(message), foot(message, business));
  return item;
}
