// Exchanges an API key for a session, then leads back to where the watcher came from.

import { byId, setText } from './dom.js';

const parameters = new URLSearchParams(location.search);
const home = new URL('./', location.href);
const [form, field, show, go] = ['form', 'key', 'show', 'go'].map(byId);
let busy = false;

/** Where to go afterwards: below this page's own folder, or there. */
function target() {
  try {
    const to = new URL(parameters.get('to') ?? './', home);
    return to.origin === home.origin && to.pathname.startsWith(home.pathname) ? to : home;
  } catch {
    return home;
  }
}

/** The scopes of which the place to go to needs one; none: any key will do. */
const needed = (parameters.get('scope') ?? '').split(',').filter((word) => ['read', 'ingest', 'admin'].includes(word));
const suffices = (session) => needed.length === 0 || session.scopes.includes('admin') || needed.some((word) => session.scopes.includes(word));
const lacks = (session) => `The key “${session.name}” is right, but lacks the scope ${needed.join(' or ')}, which this page needs. Give one that has it.`;

/** Who the server takes this browser for. A link from another site brings no cookie along, so it may be signed in after all. */
async function look() {
  const session = await answer(await fetch('v1/session'));
  if (!session.required || (session.signedIn && suffices(session))) location.replace(target());
  else if (session.signedIn) setText(byId('reason'), `You are signed in as “${session.name}”. This page needs a key with the scope ${needed.join(' or ')}.`);
}

async function signIn() {
  const key = field.value.trim();
  if (!key) return say('Give your API key.');
  const session = await answer(await fetch('v1/session', {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ key }),
  }));
  if (session.required && !suffices(session)) say(lacks(session));
  else location.replace(target());
}

/** The server's answer, or its own words for what is wrong. */
async function answer(response) {
  const body = await response.json().catch(() => ({}));
  if (response.ok) return body;
  const words = {
    'keys.unknown': 'This is no key of this server. Was all of it pasted?',
    'keys.tooMany': `Too many wrong keys came from here. Wait ${response.headers.get('Retry-After') ?? 60} seconds.`,
  };
  throw new Error(words[body.code] ?? body.detail ?? `The server answered ${response.status}.`);
}

function say(message) {
  form.classList.toggle('wrong', message !== '');
  field.setAttribute('aria-invalid', String(message !== ''));
  setText(byId('problem'), message);
  if (message) field.focus();
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  if (busy) return;
  busy = true;
  go.setAttribute('aria-disabled', 'true');
  say('');
  try {
    await signIn();
  } catch (problem) {
    say(problem instanceof TypeError ? 'The server does not answer. Try again in a moment.' : problem.message);
  } finally {
    busy = false;
    go.removeAttribute('aria-disabled');
  }
});

show.addEventListener('click', () => {
  const hidden = field.type === 'password';
  field.type = hidden ? 'text' : 'password';
  show.setAttribute('aria-pressed', String(hidden));
  field.focus();
});

if (needed.length > 0) setText(byId('how'), `gateway keys create --name you --scope ${needed[0]}`);
look().catch(() => { /* The form says it when it is sent. */ });
