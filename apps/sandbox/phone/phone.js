import { day, drawLog, time } from './bubbles.js';
import { Connection } from './connection.js';
import { $, fill, h, initials, phoneNumber, show } from './dom.js';
import { drawMore, tellTyping } from './more.js';
import { currentLanguage, otherLanguage, t } from './words.js';

const asked = new URLSearchParams(location.search);
const view = {
  state: null,
  instance: asked.get('instance'),
  customer: 'marina',
  chat: null,
  /** Customers whose chat was closed by hand; everybody else looks at it while they are on screen. */
  closed: new Set(),
  codeTouched: asked.has('code'),
  /** What this page last said of who looks at which chat; others may have said otherwise since. */
  looking: null,
  live: false,
};

const connection = new Connection(
  (state) => {
    view.state = state;
    draw();
  },
  (live) => {
    view.live = live;
    if (!live) view.looking = null;
    drawWords();
  },
);

const business = () => {
  const all = view.state?.instances ?? [];
  return (
    all.find((one) => one.name === view.instance) ?? all.findLast((one) => one.state === 'open') ?? all.at(-1) ?? null
  );
};
const customer = () => view.state?.customers.find((one) => one.id === view.customer) ?? null;
const chatOf = (instance, id) => instance?.chats[id] ?? [];
const peopleOnScreen = () => matchMedia('(min-width: 900px)').matches || document.body.dataset.side === 'customers';

function draw() {
  if (!view.state) return;
  drawWords();
  drawBusiness(business());
  drawPeople();
  drawCustomer(business(), customer());
  lookAtChat(business(), customer());
}

function drawWords() {
  document.documentElement.lang = currentLanguage();
  document.title = `Prosa · ${t('title')}`;
  for (const element of document.querySelectorAll('[data-t]')) element.textContent = t(element.dataset.t);
  const names = {
    'chat-back': 'back',
    'business-message': 'businessMessage',
    'business-send': 'send',
    'business-logout': 'logoutLong',
    message: 'message',
    send: 'send',
    'send-picture': 'picture',
  };
  for (const [id, word] of Object.entries(names)) {
    $(id).setAttribute('aria-label', t(word));
    $(id).title = t(word);
    if ($(id).tagName === 'INPUT') $(id).placeholder = t(word);
  }
  $('customers').setAttribute('aria-label', t('customers'));
  for (const log of ['business-log', 'customer-log']) $(log).setAttribute('aria-label', t('messages'));
  $('codes').setAttribute('aria-label', t('linkTitle'));
  $('chat-list').setAttribute('aria-label', t('business'));
  $('language').textContent = t('language');
  $('live').textContent = t(view.live ? 'live' : 'away');
  $('live').dataset.live = view.live;
  for (const side of ['business', 'customers'])
    $(`tab-${side}`).setAttribute('aria-pressed', String(document.body.dataset.side === side));
}

function drawBusiness(instance) {
  const state = instance?.state ?? 'none';
  const linked =
    state === 'open' ||
    (state === 'connecting' && instance.number !== null && !instance.code && instance.profileName !== null);
  const linking = state === 'connecting' && !linked && !instance.code && view.linking === instance.name;
  if (state === 'open') view.linking = null;
  const person = view.state.customers.find((one) => one.id === view.chat);
  if (!linked) view.chat = null;
  $('business-name').textContent =
    view.chat && person ? person.name : ((linked ? instance.profileName : null) ?? t('business'));
  $('business-state').textContent =
    view.chat && person
      ? phoneNumber(person.number)
      : linked
        ? `${state === 'open' ? '' : `${t('reconnecting')} · `}${phoneNumber(instance.number)}`
        : t(state);
  $('business-state').dataset.state = state;
  show($('link-screen'), !linked && !linking);
  show($('wait-screen'), linking);
  show($('chats-screen'), linked && !view.chat);
  show($('business-chat'), linked && view.chat !== null);
  show($('chat-back'), view.chat !== null);
  $('business-avatar').className = `avatar ${view.chat && person ? `face-${person.id}` : 'store'}`;
  $('business-avatar').textContent = view.chat && person ? initials(person.name) : '';
  show($('business-logout'), state === 'open' && !view.chat);
  $('business-drop').disabled = state !== 'open';
  if (linked) drawChats(instance);
  else drawCodes(instance);
  if (view.chat) drawLog($('business-log'), chatOf(instance, view.chat), true, `${instance.name} ${view.chat}`);
}

function drawCodes(instance) {
  const showing = view.state.instances.filter((one) => one.code);
  show($('no-codes'), showing.length === 0);
  fill($('codes'), currentLanguage() + showing.map((one) => one.name + one.code).join(), () =>
    showing.map((one) =>
      h(
        'li',
        { class: one.name === view.instance ? 'wanted' : '' },
        h('img', { src: one.image, alt: '', width: 84, height: 84 }),
        h(
          'div',
          {},
          h('strong', {}, one.name),
          one.pairingCode ? h('span', { class: 'soft' }, one.pairingCode.replace(/(.{4})/, '$1-')) : null,
        ),
        h(
          'button',
          {
            type: 'button',
            class: 'primary scan',
            id: `scan-${one.name}`,
            'data-instance': one.name,
            'aria-label': t('scanOf', one),
            onclick: () => scan(one.code, one.name),
          },
          t('scan'),
        ),
      ),
    ),
  );
  if (view.codeTouched) return;
  // Codes turn over: the field follows the one that is on show.
  $('code-text').value = (instance?.code ? instance : showing[0])?.code ?? '';
}

function drawChats(instance) {
  const open = view.state.instances.filter((one) => one.number);
  show($('instance-label'), open.length > 1);
  fill($('instance'), JSON.stringify([open.map((one) => one.name), instance.name]), () =>
    open.map((one) =>
      h(
        'option',
        { value: one.name, selected: one.name === instance.name },
        `${one.profileName} · ${phoneNumber(one.number)}`,
      ),
    ),
  );
  const rows = view.state.customers
    .map((one) => ({ ...one, last: chatOf(instance, one.id).at(-1) }))
    .sort((a, b) => (b.last?.at ?? 0) - (a.last?.at ?? 0));
  fill(
    $('chat-list'),
    currentLanguage() + JSON.stringify(rows.map(({ id, last }) => [id, last?.id, last?.status])),
    () =>
      rows.map((one) =>
        h(
          'li',
          {},
          h(
            'button',
            { type: 'button', id: `chat-${one.id}`, 'data-chat': one.id, onclick: () => openBusinessChat(one.id) },
            h('span', { class: `avatar face-${one.id}`, 'aria-hidden': 'true' }, initials(one.name)),
            h('span', { class: 'who' }, h('strong', {}, one.name), h('span', { class: 'soft' }, preview(one.last))),
            one.last ? h('span', { class: 'soft when' }, when(one.last.at)) : null,
          ),
        ),
      ),
  );
}

const preview = (message) =>
  !message
    ? t('noChats')
    : message.deleted
      ? t('deleted')
      : message.image
        ? message.text || t('photo')
        : message.text || t(`kind-${message.kind}`);

const when = (at) => (day(at) === day(Date.now()) ? time(at) : day(at));

function drawPeople() {
  fill(
    $('customers'),
    currentLanguage() + JSON.stringify([view.state.customers.map((one) => [one.id, one.online]), view.customer]),
    () =>
      view.state.customers.map((one) =>
        h(
          'button',
          {
            type: 'button',
            id: `customer-${one.id}`,
            'data-customer': one.id,
            'aria-pressed': String(one.id === view.customer),
            'aria-label': one.online ? null : `${one.name}, ${t('phoneOff')}`,
            onclick: () => choose(one.id),
          },
          h(
            'span',
            { class: `avatar face-${one.id} ${one.online ? '' : 'off'}`, 'aria-hidden': 'true' },
            initials(one.name),
          ),
          h(
            'span',
            {},
            one.name
              .split(' ')
              .slice(0, one.id === 'mae' ? 2 : 1)
              .join(' '),
          ),
        ),
      ),
  );
}

function drawCustomer(instance, person) {
  if (!person) return;
  $('customer-avatar').className = `avatar face-${person.id}`;
  $('customer-avatar').textContent = initials(person.name);
  $('customer-name').textContent = person.name;
  $('customer-number').textContent = phoneNumber(person.number);
  $('online').checked = person.online;
  $('chat-open').checked = instance !== null && person.openChat === instance.name;
  const ready = instance !== null && instance.number !== null && instance.state !== 'close' && !instance.code;
  for (const id of ['message', 'send', 'send-picture', 'write-alone', 'chat-open'])
    $(id).disabled = !ready || (id !== 'chat-open' && !person.online);
  drawMore(ready && person.online, speakAsCustomer);
  // A phone that is off shows nothing that came after it went off.
  const messages = chatOf(instance, person.id).filter(
    (one) => !one.fromMe || ['DELIVERY_ACK', 'READ', 'PLAYED'].includes(one.status) || !one.api,
  );
  const note = !ready
    ? 'noBusiness'
    : !person.online
      ? 'offline'
      : instance.state !== 'open'
        ? 'dropped'
        : messages.length === 0
          ? 'startHint'
          : null;
  $('customer-note').textContent = note ? t(note) : '';
  show($('customer-note'), note !== null);
  drawLog($('customer-log'), messages, false, `${instance?.name} ${person.id}`);
}

/** Whoever is on screen reads along, unless their chat was closed by hand. Said once per change: another page may say otherwise. */
function lookAtChat(instance, person) {
  if (!person || instance?.state !== 'open') return;
  const open = peopleOnScreen() && !view.closed.has(person.id);
  const looking = open ? `${instance.name} ${person.id}` : null;
  if (looking === view.looking) return;
  const before = view.looking?.split(' ')[1];
  view.looking = looking;
  if (before && (before !== person.id || !open))
    look({ customer: before, open: false, left: !view.closed.has(before) });
  if (open) look({ customer: person.id, open, instance: instance.name });
}

const look = (body) => connection.do('openChat', body).catch(() => undefined);

function choose(id) {
  view.customer = id;
  draw();
}

function openBusinessChat(id) {
  view.chat = id;
  draw();
  $('business-message').focus();
}

async function scan(code, name) {
  view.linking = name ?? view.state.instances.find((one) => one.code === code.trim())?.name ?? null;
  view.instance = view.linking ?? view.instance;
  await attempt('scan', { code });
}

async function attempt(action, body) {
  show($('link-error'), false);
  try {
    await connection.do(action, body);
    view.codeTouched = false;
  } catch {
    view.linking = null;
    $('link-error').textContent = t('badCode');
    show($('link-error'), true);
  }
}

const speak = (action, body) => connection.do(action, { instance: business()?.name, ...body }).catch(() => undefined);

const speakAsCustomer = (action, body) => speak(action, { customer: view.customer, ...body });

function onSubmit(form, field, send) {
  $(form).addEventListener('submit', (event) => {
    event.preventDefault();
    const text = $(field).value;
    if (text.trim() === '') return;
    $(field).value = '';
    send(text);
  });
}

if (asked.get('code')) $('code-text').value = asked.get('code');
$('code-text').addEventListener('input', () => (view.codeTouched = $('code-text').value !== ''));
$('scan-form').addEventListener('submit', (event) => {
  event.preventDefault();
  if ($('code-text').value.trim()) scan($('code-text').value);
});
onSubmit('pair-form', 'pairing-code', (pairingCode) => attempt('pair', { pairingCode }));
onSubmit('customer-form', 'message', (text) => speak('customerSays', { customer: view.customer, text }));
onSubmit('business-form', 'business-message', (text) => speak('phoneSays', { customer: view.chat, text }));
tellTyping($('message'), speakAsCustomer);
$('send-picture').addEventListener('click', () =>
  speak('customerSendsPicture', { customer: view.customer, caption: t('pictureCaption') }),
);
$('write-alone').addEventListener('click', () => speak('writeByThemselves', { customer: view.customer }));
$('online').addEventListener('change', () =>
  connection.do('setOnline', { customer: view.customer, online: $('online').checked }),
);
$('chat-open').addEventListener('change', () => {
  if ($('chat-open').checked) view.closed.delete(view.customer);
  else view.closed.add(view.customer);
  draw();
});
$('business-logout').addEventListener('click', () => speak('logout', {}));
$('business-drop').addEventListener('click', () => speak('drop', { ms: 10_000 }));
$('chat-back').addEventListener('click', () => {
  const left = view.chat;
  view.chat = null;
  draw();
  $(`chat-${left}`)?.focus();
});
$('instance').addEventListener('change', () => {
  view.instance = $('instance').value;
  draw();
});
$('language').addEventListener('click', () => {
  otherLanguage();
  drawWords();
  draw();
});
for (const side of ['business', 'customers']) {
  $(`tab-${side}`).addEventListener('click', () => {
    document.body.dataset.side = side;
    // Drawn while it was not to be seen, a log does not know where its end is.
    $(side === 'business' ? 'business-log' : 'customer-log').dataset.chat = '';
    draw();
    drawWords();
  });
}
matchMedia('(min-width: 900px)').addEventListener('change', draw);
drawWords();
