import { fill, h } from './dom.js';
import { currentLanguage, t } from './words.js';

const RANK = { PENDING: 0, SERVER_ACK: 1, DELIVERY_ACK: 2, READ: 3, PLAYED: 3 };

const time = (at) => new Intl.DateTimeFormat(currentLanguage(), { hour: '2-digit', minute: '2-digit' }).format(at);
const day = (at) =>
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
  if (message.image) parts.push(h('img', { src: message.image, alt: t('photo') }));
  if (message.kind) parts.push(h('span', { class: 'kind' }, message.kind));
  if (message.text) parts.push(h('span', { class: 'text' }, message.text));
  return parts;
}

/** The messages as `mine` sees them: the business (true) or the customer (false). */
export function drawLog(log, messages, business) {
  const key =
    currentLanguage() +
    JSON.stringify(messages.map(({ id, status, deleted, edited, text }) => [id, status, deleted, edited, text]));
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60 || log.dataset.shown === undefined;
  if (log.dataset.shown === key) return;
  fill(log, key, () => {
    let last = '';
    return messages.flatMap((message) => {
      const mine = message.fromMe === business;
      const date = day(message.at);
      const separator = date === last ? [] : [h('li', { class: 'day', role: 'presentation' }, date)];
      last = date;
      const note = business && message.fromMe && !message.api ? t('fromPhone') : message.edited ? t('edited') : '';
      const foot = h(
        'span',
        { class: 'foot' },
        note ? `${note} · ` : '',
        time(message.at),
        ' ',
        mine ? ticks(message.status) : null,
      );
      const item = h('li', {
        class: mine ? 'mine' : 'theirs',
        'data-id': message.id,
        'data-from': mine ? 'me' : 'them',
        'data-status': message.status,
      });
      item.append(...content(message), foot);
      return [...separator, item];
    });
  });
  if (atEnd || messages.at(-1)?.fromMe === business) log.scrollTop = log.scrollHeight;
}
