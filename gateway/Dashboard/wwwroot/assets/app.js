// Wires the page: one stream in, every part redrawn from its latest snapshot.

import { byId, setText } from './dom.js';
import { Live } from './live.js';
import { showBooks } from './books.js';
import { showCluster, showNotices } from './cluster.js';
import { setUpGenres, showGenres } from './genres.js';
import { showPlatforms } from './platforms.js';
import { checkSession, setUpSession } from './session.js';
import { showSpark } from './spark.js';
import { showStages } from './stages.js';
import { showLive, showLost, showTrouble, tick } from './status.js';
import { showStory } from './story.js';
import { setUpTable, showTable } from './table.js';
import { showTiles } from './tiles.js';
import { showTop } from './top.js';
import { showWindows } from './windows.js';

const parts = [showTiles, showWindows, showBooks, showStages, showSpark, showGenres, showStory, showPlatforms, showTop, showTable];

function show(snapshot) {
  const empty = snapshot.total.mvs === 0 && snapshot.complete;
  byId('empty').hidden = !empty;
  byId('figures').hidden = empty;
  if (!empty) for (const part of parts) part(snapshot);
  showNotices(snapshot);
  showCluster(snapshot);
  showLive(snapshot);
  document.body.classList.remove('loading');
}

const base = location.origin + location.pathname.replace(/\/$/, '');
setText(byId('empty-import'), `gateway import catalogue.csv --media ./media --server ${base}`);
setText(byId('empty-observe'), `gateway observe readings.jsonl --server ${base}`);
setUpGenres();
setUpTable();

// A server that is away can't say who is signed in; the stream's own words are enough then.
const quietly = (asked) => asked.catch(() => {});

const live = new Live('v1/live');
live.addEventListener('snapshot', (event) => show(event.detail));
live.addEventListener('trouble', (event) => showTrouble(event.detail));
live.addEventListener('lost', (event) => {
  showLost(event.detail);
  quietly(checkSession(live));
});
live.start();
setInterval(tick, 1_000);
quietly(setUpSession());
