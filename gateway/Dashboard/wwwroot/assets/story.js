// Videos with a story beside videos without: rates and views per MV, with how many MVs stand behind them.

import { byId, el, keyed, setFigure, setText } from './dom.js';
import { compact, count, exact, none, percent } from './format.js';
import { key, rowOf } from './words.js';

// Below this many MVs in a group, a difference is easily chance.
const fewMvs = 30;

const measures = [
  { id: 'ctr', label: 'Click-through', value: (row) => row.ctr, format: (r) => percent(r, 'No row reports both impressions and clicks') },
  { id: 'likeRate', label: 'Like rate', value: (row) => row.likeRate, format: (r) => percent(r, 'No row reports both views and likes') },
  { id: 'perMv', label: 'Views per MV', value: (row) => (row.mvs ? row.views.net / row.mvs : null), format: perMv },
];

function perMv(value) {
  return value === null ? { text: none, exact: 'No music videos' } : count(Math.round(value), 'views per music video');
}

export function showStory({ byStory }) {
  const groups = [
    { id: 'with', name: 'story', row: rowOf(byStory, key.story, 'true') },
    { id: 'without', name: 'no story', row: rowOf(byStory, key.story, 'false') },
  ];
  const unstated = rowOf(byStory, key.story, null)?.mvs ?? 0;
  const numbers = groups.map((group) => group.row?.mvs ?? 0);
  setText(byId('story-counts'),
    `${compact(numbers[0])} MVs tell a story, ${compact(numbers[1])} do not${unstated ? `, ${compact(unstated)} not stated` : ''}; declared by the catalogue`);
  keyed(byId('story-measures'), measures, (measure) => measure.id, make, (node, measure) => update(node, measure, groups));
  setText(byId('story-small'), Math.min(...numbers) < fewMvs
    ? `Few videos (${exact(numbers[0])} with, ${exact(numbers[1])} without): the difference may be chance.` : '');
}

function make(measure) {
  const row = (id, name) => el('div', { className: `versus ${id}` },
    el('span', { className: 'name' }, name), el('span', { className: 'track', 'aria-hidden': 'true' }, el('span', { className: 'part' })), el('span', { className: 'figure' }));
  return el('div', { className: 'measure' },
    el('h3', {}, measure.label, ' ', el('span', { className: 'ratio' })), row('with', 'story'), row('without', 'no story'));
}

function update(node, measure, groups) {
  const values = groups.map((group) => (group.row ? measure.value(group.row) : null));
  const largest = Math.max(...values.map((value) => value ?? 0)) || 1;
  groups.forEach((group, i) => {
    const line = node.children[i + 1];
    line.querySelector('.part').style.width = `${((values[i] ?? 0) / largest) * 100}%`;
    setFigure(line.lastChild, group.row ? measure.format(values[i]) : { text: none, exact: `No MV with ${group.name}` });
  });
  setText(node.querySelector('.ratio'), ratio(values));
}

function ratio([withStory, without]) {
  if (!withStory || !without) return '';
  const times = withStory / without;
  const rounded = Math.round((times - 1) * 100);
  if (rounded === 0) return 'about equal';
  return times >= 2 ? `${times.toFixed(1)} times as high with a story` : `${Math.abs(rounded)}% ${rounded > 0 ? 'higher' : 'lower'} with a story`;
}
