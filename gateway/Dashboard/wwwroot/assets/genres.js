// Genre bars, by a measure of the watcher's choice; each says how much of it was recognised and how much is the catalogue's word.

import { byId, choice } from './dom.js';
import { drawBars } from './bars.js';
import { exact, share } from './format.js';
import { metricOf, metrics, smallCell } from './metrics.js';
import { genreName, key } from './words.js';
import { choose, view } from './view.js';

const bases = [
  { id: 'counted', label: 'Recognised first', hint: 'The genre heard in the sound where there is one, else the declared genre' },
  { id: 'declared', label: 'As declared', hint: 'The catalogue’s word alone' },
];
const kinds = { posterior: 'recognised', declared: 'declared', unknown: 'unknown' };
let last = null;

export function setUpGenres() {
  const redraw = (name) => (id) => {
    choose(name, id);
    if (last) showGenres(last);
  };
  choice(byId('genre-metric'), 'metric', metrics, metricOf(view.metric).id, redraw('metric'));
  choice(byId('genre-basis'), 'basis', bases, view.basis === 'declared' ? 'declared' : 'counted', redraw('basis'));
}

export function showGenres(snapshot) {
  last = snapshot;
  const metric = metricOf(view.metric);
  const items = view.basis === 'declared' ? declaredItems(snapshot, metric) : countedItems(snapshot, metric);
  drawBars(byId('genre-bars'), items.sort((a, b) => (b.value ?? -1) - (a.value ?? -1) || a.name.localeCompare(b.name)));
}

function countedItems({ byGenre, byGenreSource }, metric) {
  const sources = Map.groupBy(byGenreSource, (row) => row.key[key.genre]);
  return byGenre.map((row) => {
    const split = sources.get(row.key[key.genre]) ?? [];
    const recognised = split.filter((part) => part.key[key.source] === 'posterior').reduce((sum, part) => sum + part.mvs, 0);
    const item = base(row, row.key[key.genre], metric);
    item.remark = `${remark(row)}, ${recognised === 0 ? 'all declared' : `${share(recognised, row.mvs)} recognised`}`;
    if (row.key[key.genre] === 'unknown') item.remark = `${remark(row)}, neither`;
    // A rate has no parts; its bar shows where most of its MVs' genre comes from.
    item.parts = metric.adds
      ? Object.entries(kinds).map(([source, kind]) => ({ kind, value: valueOf(split, source, metric) }))
      : [{ kind: dominant(split), value: item.value }];
    return item;
  });
}

const valueOf = (split, source, metric) =>
  split.filter((part) => part.key[key.source] === source).reduce((sum, part) => sum + metric.value(part), 0);

const dominant = (split) => kinds[split.reduce((most, part) => (part.mvs > (most?.mvs ?? -1) ? part : most), null)?.key[key.source]] ?? 'unknown';

function declaredItems({ byDeclared }, metric) {
  return byDeclared.map((row) => {
    const stated = row.key[key.declared] !== null;
    const item = base(row, row.key[key.declared], metric);
    item.remark = remark(row);
    item.parts = [{ kind: stated ? 'declared' : 'unknown', value: item.value }];
    return item;
  });
}

function base(row, genre, metric) {
  const value = metric.value(row);
  return { key: `${view.basis}:${genre ?? ''}`, name: genreName(genre), small: row.mvs < smallCell, value, figure: metric.format(value) };
}

const remark = (row) => `${row.mvs < smallCell ? 'only ' : ''}${exact(row.mvs)} ${row.mvs === 1 ? 'MV' : 'MVs'}`;
