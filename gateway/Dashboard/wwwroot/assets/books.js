// Whether the books balance: quiet while they do, loud where they do not.

import { byId, setText } from './dom.js';
import { compact, exact, span } from './format.js';

const verdicts = { balanced: 'Balanced', unbalanced: 'Do not balance', unfinished: 'Check not finished', unchecked: 'Not checked yet' };

export function showBooks({ books, at }) {
  byId('books').dataset.state = books.state;
  setText(byId('books-verdict'), books.state === 'unchecked' && books.running ? 'Checking' : verdicts[books.state]);
  setText(byId('books-detail'), detail(books, new Date(at)));
  byId('books-detail').title = books.checkedAt ? `${exact(books.readings)} readings, at ${new Date(books.checkedAt).toLocaleString()}` : '';
}

function detail({ state, running, checkedAt, readings, findings }, now) {
  const again = running ? ' · checking again' : '';
  if (!checkedAt && state === 'unchecked') return running ? 'The first check runs' : 'The first check comes soon after the start';
  const checked = checkedAt ? `${compact(readings)} readings checked again ${span(now - new Date(checkedAt))} ago` : 'not every partition is checked';
  if (state !== 'unbalanced') return checked + again;
  return `${findings ? `${exact(findings)} finding${findings === 1 ? '' : 's'}` : 'Readings are unaccounted for'} · ${checked}${again}`;
}
