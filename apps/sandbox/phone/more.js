import { $, fill, h } from './dom.js';
import { currentLanguage, t } from './words.js';

/** What a customer can send or do besides writing: [id, action, what it takes]. */
const MORE = [
  ['location', 'customerSends', { kind: 'location' }],
  ['contactCard', 'customerSends', { kind: 'contactCard' }],
  ['document', 'customerSends', { kind: 'document' }],
  ['voice', 'customerSendsAudio', {}],
  ['video', 'customerSends', { kind: 'video' }],
  ['sticker', 'customerSends', { kind: 'sticker' }],
  ['poll', 'customerSends', { kind: 'poll' }],
  ['viewOncePicture', 'customerSends', { kind: 'viewOncePicture' }],
  ['ad', 'customerSends', { kind: 'ad' }],
  ['call', 'customerCalls', { end: 'timeout', afterMs: 4_000 }],
  ['group', 'groupSays', {}],
];
/** WhatsApp says again that somebody types for as long as they do. */
const AGAIN_MS = 8_000;

/** `speak(action, body)` acts as the customer on screen. */
export function drawMore(enabled, speak) {
  $('more-toggle').setAttribute('aria-label', t('more'));
  $('more-toggle').title = t('more');
  $('more').toggleAttribute('data-off', !enabled);
  if (!enabled) $('more').open = false;
  fill($('more-list'), `${currentLanguage()} ${enabled}`, () =>
    MORE.map(([name, action, body]) =>
      h(
        'button',
        {
          type: 'button',
          id: `send-${name}`,
          class: 'secondary',
          disabled: !enabled,
          onclick: () => {
            $('more').open = false;
            $('more-toggle').focus();
            speak(action, action === 'groupSays' ? { text: t('groupText') } : body);
          },
        },
        t(`send-${name}`),
      ),
    ),
  );
}

/** Tells that the customer types while they do. */
export function tellTyping(field, speak) {
  let toldAt = 0;
  const stop = () => {
    if (toldAt > 0) speak('customerTypes', { presence: 'paused' });
    toldAt = 0;
  };
  field.addEventListener('input', () => {
    if (field.value.trim() === '') return stop();
    if (Date.now() - toldAt < AGAIN_MS) return;
    toldAt = Date.now();
    speak('customerTypes', { presence: 'composing' });
  });
  field.addEventListener('blur', stop);
  field.form.addEventListener('submit', () => (toldAt = 0));
}
