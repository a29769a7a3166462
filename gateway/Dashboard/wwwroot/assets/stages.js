// Where the music videos stand on their way to a recognised genre.

import { byId, el, keyed, setFigure } from './dom.js';
import { count } from './format.js';

const stages = [
  { id: 'classified', label: 'recognised' },
  { id: 'classifying', label: 'classifying' },
  { id: 'awaitingAccelerator', label: 'no accelerator', hint: 'Their spectrograms wait for a silo with an accelerator; none is up', rare: true },
  { id: 'decoding', label: 'decoding' },
  { id: 'awaitingMedia', label: 'awaiting media' },
  { id: 'catalogued', label: 'without media' },
  { id: 'failed', label: 'failed' },
];

export function showStages({ overview }) {
  const bar = byId('stages');
  keyed(bar, stages, (stage) => stage.id, (stage) => el('span', { className: `stage ${stage.id}` }), (node, stage) => {
    node.style.flexGrow = overview.stages[stage.id];
  });
  keyed(byId('stages-legend'), stages, (stage) => stage.id, makeEntry, (node, stage) => {
    const n = overview.stages[stage.id];
    node.classList.toggle('zero', n === 0);
    node.hidden = stage.rare === true && n === 0;
    setFigure(node.querySelector('b'), count(n, stage.label));
  });
}

const makeEntry = (stage) => el('li', stage.hint ? { title: stage.hint } : {}, el('span', { className: `swatch ${stage.id}` }), el('b'), el('span', {}, stage.label));
