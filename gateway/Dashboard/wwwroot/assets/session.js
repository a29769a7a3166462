// Whether this browser is signed in, where the server asks for that.

import { byId } from './dom.js';
import { showSignedOut } from './status.js';

let ended = false;

const signInHere = () => `sign-in?to=${encodeURIComponent(`./${location.search}`)}&scope=read`;

async function session() {
  const response = await fetch('v1/session');
  return response.ok ? response.json() : null;
}

/** Shows the way out to whoever is signed in. */
export async function setUpSession() {
  const leave = byId('sign-out');
  leave.addEventListener('click', async () => {
    await fetch('v1/session', { method: 'DELETE' });
    location.assign('sign-in');
  });
  const now = await session();
  if (!now?.signedIn) return;
  leave.title = `Signed in as ${now.name}`;
  leave.hidden = false;
}

/** The stream broke: because the session ended? Then the page says so, and how to go on. */
export async function checkSession(live) {
  if (ended) return;
  const now = await session();
  if (ended || !now?.required || now.signedIn) return;
  ended = true;
  live.stop();
  byId('sign-out').hidden = true;
  showSignedOut(signInHere());
}
