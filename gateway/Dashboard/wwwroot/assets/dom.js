// The few ways in which this page touches the document.

export const byId = (id) => document.getElementById(id);

const still = matchMedia('(prefers-reduced-motion: reduce)');

/** Makes an element: properties by name, `data` and `aria-…` and `class` as attributes. */
export function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in node && name !== 'list') node[name] = value;
    else node.setAttribute(name === 'className' ? 'class' : name, value);
  }
  node.append(...children);
  return node;
}

/** Sets text only where it differs, so that selections and screen readers are left alone. Says whether it did. */
export function setText(node, text) {
  if (node.textContent === text) return false;
  node.textContent = text;
  return true;
}

/** Shows a figure: short text, the exact value as its title, and a gentle flash where it changed. */
export function setFigure(node, { text, exact }) {
  const shown = node.dataset.shown === '1';
  const changed = setText(node, text);
  if (exact !== undefined && node.title !== exact) node.title = exact;
  node.dataset.shown = '1';
  if (changed && shown) flash(node);
}

function flash(node) {
  if (still.matches || document.hidden) return;
  node.animate([{ offset: 0, color: 'var(--accent)' }], { duration: 1600, easing: 'ease-out' });
}

/** Keeps a list's children in step with items by key: reuses, orders, removes. */
export function keyed(parent, items, keyOf, make, update) {
  const old = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  let place = parent.firstElementChild;
  for (const item of items) {
    const key = keyOf(item);
    let child = old.get(key);
    if (child) old.delete(key);
    else {
      child = make(item);
      child.dataset.key = key;
    }
    if (child === place) place = place.nextElementSibling;
    else parent.insertBefore(child, place);
    update(child, item);
  }
  for (const child of old.values()) child.remove();
}

/** Fills a fieldset with one radio button per option and calls back with the chosen id. */
export function choice(fieldset, name, options, chosen, onChoose) {
  for (const { id, label, hint } of options) {
    const input = el('input', { type: 'radio', name, value: id, checked: id === chosen });
    input.addEventListener('change', () => onChoose(id));
    fieldset.append(el('label', hint ? { title: hint } : {}, input, el('span', {}, label)));
  }
}
