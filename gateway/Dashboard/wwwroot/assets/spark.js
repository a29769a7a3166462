// Views gained since this page opened, as a line.

import { byId, setText } from './dom.js';
import { clock, exact, gain } from './format.js';

const width = 300;
const height = 56;
const mostPoints = 600;
const points = [];

export function showSpark({ at, total }) {
  points.push({ at: Date.parse(at), views: total.views.net });
  // Half the points keep the shape, whatever time the page stays open.
  if (points.length > mostPoints) for (let i = points.length - 2; i > 0; i -= 2) points.splice(i, 1);
  draw(byId('spark'));
}

function draw(svg) {
  const first = points[0];
  const last = points.at(-1);
  const gained = points.map((point) => point.views - first.views);
  const low = Math.min(0, ...gained);
  const high = Math.max(1, ...gained);
  const duration = Math.max(1, last.at - first.at);
  const x = (point) => (((point.at - first.at) / duration) * width).toFixed(1);
  const y = (value) => (height - 3 - ((value - low) / (high - low)) * (height - 8)).toFixed(1);
  const line = points.map((point, i) => `${x(point)},${y(gained[i])}`).join(' L');
  const shape = points.length < 2 ? `M0,${y(0)} L${width},${y(0)}` : `M${line}`;
  path(svg, 'area', `${shape} L${width},${height} L0,${height} Z`);
  path(svg, 'line', shape);
  const text = `${gain(last.views - first.views).text} since this page opened at ${clock(new Date(first.at))}`;
  setText(byId('spark-text'), text);
  svg.setAttribute('aria-label', `Views: ${exact(last.views - first.views)} gained since this page opened`);
}

function path(svg, name, shape) {
  let node = svg.querySelector(`.${name}`);
  if (!node) {
    node = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    node.setAttribute('class', name);
    svg.append(node);
  }
  node.setAttribute('d', shape);
}
