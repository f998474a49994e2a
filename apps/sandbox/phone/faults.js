import { Connection } from './connection.js';
import { $, fill, h, phoneNumber } from './dom.js';
import { fault, said } from './faults-words.js';
import { currentLanguage, otherLanguage } from './words.js';

/** By group: the button's name, the action with what it is given, and for those that last how the state shows it. */
const GROUPS = {
  connection: {
    drop: ['drop', { ms: 10_000 }],
    storm: ['storm', {}],
    hang: ['hang', {}],
    hangQuietly: ['hang', { quiet: true }],
    logout: ['logout', {}],
    ban: ['ban', {}],
  },
  server: {
    down: ['down', (on) => ({ down: !on }), (faults) => faults.down],
    slow: ['slow', (on) => ({ ms: on ? 0 : 15_000 }), (faults) => faults.slowMs > 0],
    refuse: ['refuse', (on) => ({ times: on ? 0 : 3, status: 500 }), (faults) => faults.refusing > 0],
    errorAs200: ['errorAs200', (on) => ({ times: on ? 0 : 3 }), (faults) => faults.errorsAs200 > 0],
    loseAnswers: ['loseAnswers', (on) => ({ times: on ? 0 : 1 }), (faults) => faults.loseAnswers > 0],
    restart: ['restartServer', {}],
    restartQuietly: ['restartServer', { quiet: true }],
    revokeKey: ['revokeKey', (on) => ({ revoked: !on }), (faults) => faults.keyRevoked],
    takeNames: ['takeNames', (on) => ({ times: on ? 0 : 1 }), (faults) => faults.namesTaken > 0],
    blockDeletes: ['blockDeletes', (on) => ({ blocked: !on }), (faults) => faults.deletesBlocked],
  },
  behind: {
    deleteBehind: ['deleteBehind', {}],
    deleteQuietly: ['deleteBehind', { quiet: true }],
    narrowWebhook: ['changeWebhook', { events: ['CONNECTION_UPDATE'] }],
    moveWebhook: ['changeWebhook', { url: 'http://127.0.0.1:9/elsewhere' }],
    changeSettings: ['changeSettings', { readMessages: true, groupsIgnore: false }],
  },
  deliveries: {
    hold: ['hold', {}, (faults) => faults.holding],
    release: ['release', { order: 'reversed' }],
    delay: ['delay', (on) => ({ ms: on ? 0 : 20 * 60_000 }), (faults) => faults.delayMs > 0],
    twice: ['twice', (on) => ({ twice: !on }), (faults) => faults.twice],
    hideEchoes: ['hideEchoes', (on) => ({ hidden: !on }), (faults) => faults.echoesHidden],
    forget: ['forget', {}],
  },
};

const asked = new URLSearchParams(location.search);
const view = { state: null, instance: asked.get('instance'), live: false };
new Connection(
  (state) => {
    view.state = state;
    draw();
  },
  (live) => {
    view.live = live;
    drawWords();
  },
);

const chosen = () => {
  const all = view.state?.instances ?? [];
  return all.find((one) => one.name === view.instance) ?? all.findLast((one) => one.state === 'open') ?? all.at(-1);
};

function drawWords() {
  document.documentElement.lang = currentLanguage();
  document.title = `Prosa · ${said('title')}`;
  for (const element of document.querySelectorAll('[data-f]')) element.textContent = said(element.dataset.f);
  $('language').textContent = said('language');
  $('live').textContent = said(view.live ? 'live' : 'away');
  $('live').dataset.live = view.live;
}

function draw() {
  drawWords();
  const { instances, faults } = view.state;
  const current = chosen();
  fill(
    $('instance'),
    currentLanguage() + JSON.stringify(instances.map(({ name, number }) => [name, number, name === current?.name])),
    () =>
      instances.length === 0
        ? [h('option', {}, said('noInstance'))]
        : instances.map(({ name, number }) =>
            h(
              'option',
              { value: name, selected: name === current?.name },
              number ? `${phoneNumber(number)} · ${name}` : name,
            ),
          ),
  );
  const on = Object.fromEntries(
    eachFault().map(([name, [, , lasts]]) => [name, lasts ? Boolean(lasts(faults)) : null]),
  );
  fill($('groups'), currentLanguage() + JSON.stringify(on), () =>
    Object.entries(GROUPS).map(([group, entries]) =>
      h(
        'section',
        { 'aria-labelledby': `group-${group}` },
        h('h2', { id: `group-${group}` }, said(group)),
        h('ul', {}, ...Object.keys(entries).map((name) => button(name, on[name]))),
      ),
    ),
  );
}

const eachFault = () => Object.values(GROUPS).flatMap((entries) => Object.entries(entries));

function button(name, on) {
  const [title, text] = fault(name);
  return h(
    'li',
    {},
    h(
      'button',
      {
        type: 'button',
        id: `fault-${name}`,
        'aria-pressed': on === null ? null : String(on),
        onclick: () => make(name, on),
      },
      h('strong', {}, title, on ? h('span', { class: 'on' }, ` · ${said('on')}`) : ''),
      h('span', { class: 'soft' }, text),
    ),
  );
}

async function make(name, on) {
  const [action, given] = Object.fromEntries(eachFault())[name];
  const body = typeof given === 'function' ? given(on) : { instance: chosen()?.name, ...given };
  await act(action, body, () => said('done', { name: fault(name)[0] }));
}

/** These are of the control API, as tests use it: the page's socket only tells. */
async function act(action, body, words) {
  const answer = await fetch(`/control/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => null);
  const { error } = answer ? await answer.json() : { error: said('away') };
  $('outcome').dataset.failed = Boolean(error);
  $('outcome').textContent = error ? said('failed', { error }) : words();
}

$('heal').addEventListener('click', () => act('heal', {}, () => said('healed')));
$('instance').addEventListener('change', () => {
  view.instance = $('instance').value;
  draw();
});
$('language').addEventListener('click', () => {
  otherLanguage();
  if (view.state) draw();
  else drawWords();
});
drawWords();
