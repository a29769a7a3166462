// The table by genre, story and platform.

import { byId, el, keyed, setFigure, setText } from './dom.js';
import { columns, filtered, sorted } from './columns.js';
import { exact } from './format.js';
import { download, toCsv } from './csv.js';
import { smallCell } from './metrics.js';
import { choose, view } from './view.js';

const firstRows = 25;
let last = null;
let all = false;

export function setUpTable() {
  const head = el('tr');
  for (const column of columns) {
    const button = el('button', { type: 'button' }, column.label);
    button.addEventListener('click', () => sortBy(column));
    head.append(el('th', { scope: 'col', className: column.text ? 'text' : 'number', 'data-column': column.id }, button));
  }
  byId('table').tHead.append(head);
  const filter = byId('table-filter');
  filter.value = view.q;
  filter.addEventListener('input', () => {
    choose('q', filter.value);
    redraw();
  });
  byId('table-more').addEventListener('click', () => {
    all = !all;
    redraw();
  });
  byId('table-csv').addEventListener('click', exportCsv);
  byId('table-link').addEventListener('click', copyLink);
  markSort();
}

export function showTable(snapshot) {
  last = snapshot;
  redraw();
}

function rows() {
  return sorted(filtered(last.table, view.q), view.sort, view.dir);
}

function redraw() {
  if (!last) return;
  const matching = rows();
  const shown = all ? matching : matching.slice(0, firstRows);
  keyed(byId('table').tBodies[0], shown, (row) => JSON.stringify(row.key), make, update);
  const whole = last.tableRows > last.table.length ? `, the first ${exact(last.table.length)} of ${exact(last.tableRows)} by views` : '';
  setText(byId('table-count'), matching.length === 0
    ? (last.table.length ? 'No row matches the filter' : 'No readings yet')
    : `${exact(shown.length)} of ${exact(matching.length)} rows${whole}. Rates of fewer than ${smallCell} MVs are dimmed.`);
  const more = byId('table-more');
  more.hidden = matching.length <= firstRows;
  setText(more, all ? `Show the first ${firstRows}` : `Show all ${exact(matching.length)}`);
}

const make = () => el('tr', {}, ...columns.map((column, i) =>
  i === 0 ? el('th', { scope: 'row' }) : el('td', { className: column.text ? 'text' : 'number' })));

function update(node, row) {
  columns.forEach((column, i) => {
    const cell = node.children[i];
    const value = column.value(row);
    if (column.text) setText(cell, value);
    else setFigure(cell, column.format(value));
    if (column.rate) cell.classList.toggle('small', row.mvs < smallCell);
  });
}

function sortBy(column) {
  const again = view.sort === column.id;
  const first = column.text ? 'asc' : 'desc';
  choose('dir', again ? (view.dir === 'asc' ? 'desc' : 'asc') : first);
  choose('sort', column.id);
  markSort();
  redraw();
}

function markSort() {
  for (const head of byId('table').tHead.rows[0].cells) {
    if (head.dataset.column === view.sort) head.setAttribute('aria-sort', view.dir === 'asc' ? 'ascending' : 'descending');
    else head.removeAttribute('aria-sort');
  }
}

function exportCsv() {
  if (!last) return;
  const matching = rows();
  download(`dissemination-${last.at.slice(0, 19).replaceAll(':', '')}Z.csv`, toCsv(matching));
  say(`${matching.length} rows exported`);
}

async function copyLink() {
  const button = byId('table-link');
  try {
    await navigator.clipboard.writeText(location.href);
    say('Link copied');
    button.dataset.done = '1';
    setTimeout(() => delete button.dataset.done, 2_000);
  } catch {
    // Without a secure address, or leave to write, the watcher copies by hand.
    prompt('Copy this link', location.href);
  }
}

const say = (text) => setText(byId('table-said'), text);
