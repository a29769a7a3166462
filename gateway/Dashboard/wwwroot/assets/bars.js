// Horizontal bars: a name with a remark, a bar in parts, a value.

import { el, keyed, setFigure, setText } from './dom.js';

/**
 * Draws bars. An item: { key, name, remark, small, value, figure, parts: [{ kind, value }] }, where the parts sum to the value. Its width is
 * a share of the largest value.
 */
export function drawBars(list, items) {
  const largest = Math.max(...items.map((item) => item.value ?? 0), 0) || 1;
  keyed(list, items, (item) => item.key, make, (node, item) => update(node, item, largest));
}

function make() {
  return el('li', {},
    el('span', { className: 'bar-name' }, el('span', { className: 'name' }), el('span', { className: 'remark' })),
    el('span', { className: 'track', 'aria-hidden': 'true' }),
    el('span', { className: 'figure bar-value' }));
}

function update(node, item, largest) {
  const [name, track, value] = node.children;
  setText(name.firstChild, item.name);
  name.firstChild.title = item.name;
  setText(name.lastChild, item.remark);
  node.classList.toggle('small', Boolean(item.small));
  setFigure(value, item.figure);
  keyed(track, item.parts, (part) => part.kind, (part) => el('span', { className: `part ${part.kind}` }), (part, { value: size }) => {
    part.style.width = `${((size ?? 0) / largest) * 100}%`;
  });
}
