// Says whether what is shown is live, and since when not.

import { byId, el, setText } from './dom.js';
import { clock, compact, span } from './format.js';

const pill = byId('connection');
let asOf = null;
let details = '';

function show(state, word, message) {
  pill.dataset.state = state;
  document.body.dataset.state = state;
  setText(byId('connection-text'), word);
  setText(byId('strip-message'), message);
}

export function showLive(snapshot) {
  asOf = new Date();
  details = `${compact(snapshot.overview.readings)} readings`;
  if (snapshot.complete) show('live', 'Live', '');
  else show('partial', 'Starting', 'Some partitions have not reported yet: the figures below are partial.');
  tick();
}

export function showTrouble({ message, since }) {
  show('trouble', 'Not answering', `${message} Since ${clock(new Date(since))}; ${keeps()}`);
  tick();
}

export function showLost({ since }) {
  show('lost', 'Reconnecting', `Connection lost at ${clock(since)}; ${keeps()}`);
  tick();
}

/** The session ended: the figures stay, and the way back is one click. */
export function showSignedOut(address) {
  show('lost', 'Signed out', `Your session has ended; ${keeps()} `);
  byId('strip-message').append(el('a', { href: address, id: 'sign-in' }, 'Sign in again'));
}

const keeps = () => (asOf ? 'these are the last figures.' : 'no figures have come yet.');

/** Keeps the age of the figures up to date; not announced to screen readers. */
export function tick() {
  if (!asOf) return;
  const age = Date.now() - asOf;
  setText(byId('strip-asof'), `As of ${clock(asOf)}${age > 1_500 ? `, ${span(age)} ago` : ''} · ${details}`);
}
