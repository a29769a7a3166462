// The music videos that spread fastest.

import { byId, el, keyed, setFigure, setText } from './dom.js';
import { count, gain } from './format.js';

const shown = 10;

export function showTop({ overview }) {
  keyed(byId('top-list'), overview.top.slice(0, shown), (mv) => mv.mv, make, update);
  byId('top').classList.toggle('nothing', overview.top.length === 0);
}

function make(mv) {
  return el('li', {},
    el('a', { className: 'title', href: `v1/mvs/${encodeURIComponent(mv.mv)}` }),
    el('span', { className: 'tags' }, el('span', { className: 'tag recognised' }), el('span', { className: 'tag declared' })),
    labelled('last day'), labelled('last hour'), labelled('views'));
}

const labelled = (label) => el('span', { className: 'stat' }, el('span', { className: 'figure' }), ' ', el('span', { className: 'label' }, label));

function update(node, mv) {
  const [title, tags, day, hour, views] = node.children;
  setText(title, mv.title);
  title.title = `${mv.title} (${mv.mv})`;
  const [recognised, declared] = tags.children;
  setText(recognised, mv.genreSource === 'posterior' ? `recognised ${mv.genre}` : 'not recognised');
  recognised.classList.toggle('absent', mv.genreSource !== 'posterior');
  setText(declared, mv.declaredGenre === null ? 'not declared' : `declared ${mv.declaredGenre}`);
  declared.classList.toggle('absent', mv.declaredGenre === null);
  setFigure(day.firstChild, gain(mv.gainedLastDay, 'views in the last day'));
  setFigure(hour.firstChild, gain(mv.gainedLastHour, 'views in the last hour'));
  setFigure(views.firstChild, count(mv.views, 'net views'));
}
