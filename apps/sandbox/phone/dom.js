export const $ = (id) => document.getElementById(id);

/** An element with its attributes and children; nothing is ever parsed as HTML. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Replaces the children only when what they show changed, so that focus and scrolling stay. */
export function fill(parent, key, make) {
  if (parent.dataset.shown === key) return;
  const focused = parent.contains(document.activeElement) ? document.activeElement.id : '';
  parent.dataset.shown = key;
  parent.replaceChildren(...make());
  if (focused) $(focused)?.focus();
}

export const show = (element, visible) => {
  element.hidden = !visible;
};

export const initials = (name) =>
  name
    .replace(/\(.*\)/, '')
    .trim()
    .split(/\s+/)
    .map((word) => word[0])
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join('')
    .toUpperCase();

/** As people write them where the customers come from, plainly elsewhere. */
export function phoneNumber(digits) {
  const britain = /^44(\d{4})(\d{6})$/.exec(digits ?? '');
  if (britain) return `+44 ${britain[1]} ${britain[2]}`;
  const brazil = /^55(\d{2})(\d{4,5})(\d{4})$/.exec(digits ?? '');
  if (brazil) return `+55 ${brazil[1]} ${brazil[2]}-${brazil[3]}`;
  return digits ? `+${digits}` : '';
}
