// The table as a file: exact numbers, rates as fractions.

import { key } from './words.js';

const fields = [
  ['genre', (row) => row.key[key.genre]],
  ['story.hasStory', (row) => row.key[key.story]],
  ['platform', (row) => row.key[key.platform]],
  ['mvs', (row) => row.mvs],
  ['impressions', (row) => row.impressions],
  ['clicks', (row) => row.clicks],
  ['ctr', (row) => row.ctr],
  ['viewsNet', (row) => row.views.net],
  ['viewsGross', (row) => row.views.gross],
  ['likes', (row) => row.likes],
  ['likeRate', (row) => row.likeRate],
  ['comments', (row) => row.comments],
  ['shares', (row) => row.shares],
  ['viewsGainedLastHour', (row) => row.lastHour.gained.views],
  ['viewsRemovedLastHour', (row) => row.lastHour.removed.views],
  ['viewsGainedLastDay', (row) => row.lastDay.gained.views],
  ['viewsRemovedLastDay', (row) => row.lastDay.removed.views],
];

/** RFC 4180 text of rows. */
export function toCsv(rows) {
  const lines = [fields.map(([name]) => name), ...rows.map((row) => fields.map(([, value]) => value(row)))];
  return lines.map((line) => line.map(cell).join(',') + '\r\n').join('');
}

function cell(value) {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  // A name that a spreadsheet would run as a formula is kept as text.
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Hands a text to the watcher as a file. */
export function download(name, text) {
  const url = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
