// The table's columns. `text`: sorted by letter and filterable; the others are numbers, missing ones last; `rate`: says little of few MVs.

import { count, gain, percent } from './format.js';
import { genreName, key, platformName, storyName } from './words.js';

export const columns = [
  { id: 'genre', label: 'Genre', text: true, value: (row) => genreName(row.key[key.genre]) },
  { id: 'story', label: 'Story', text: true, value: (row) => storyName(row.key[key.story]) },
  { id: 'platform', label: 'Platform', text: true, value: (row) => platformName(row.key[key.platform]) },
  { id: 'mvs', label: 'MVs', value: (row) => row.mvs, format: count },
  { id: 'impressions', label: 'Impressions', value: (row) => row.impressions, format: count },
  { id: 'clicks', label: 'Clicks', value: (row) => row.clicks, format: count },
  { id: 'ctr', label: 'Click-through', rate: true, value: (row) => row.ctr, format: percent },
  { id: 'views', label: 'Views', value: (row) => row.views.net, format: count },
  { id: 'gross', label: 'Gross', value: (row) => row.views.gross, format: count },
  { id: 'hour', label: 'Last hour', value: (row) => row.lastHour.gained.views, format: gain },
  { id: 'day', label: 'Last day', value: (row) => row.lastDay.gained.views, format: gain },
  { id: 'likes', label: 'Likes', value: (row) => row.likes, format: count },
  { id: 'likeRate', label: 'Like rate', rate: true, value: (row) => row.likeRate, format: percent },
];

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Rows in a column's order; equals by views, largest first. */
export function sorted(rows, columnId, direction) {
  const column = columns.find((candidate) => candidate.id === columnId) ?? columns.find((candidate) => candidate.id === 'views');
  const sign = direction === 'asc' ? 1 : -1;
  const compare = (a, b) => {
    const [x, y] = [column.value(a), column.value(b)];
    if (column.text) return sign * collator.compare(x, y);
    if (x === null || y === null) return (x === null) - (y === null);
    return sign * (x - y);
  };
  return [...rows].sort((a, b) => compare(a, b) || b.views.net - a.views.net);
}

/** Rows whose genre, story or platform hold every word of a text. */
export function filtered(rows, text) {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  const texts = columns.filter((column) => column.text);
  return rows.filter((row) => {
    const hay = texts.map((column) => column.value(row).toLocaleLowerCase()).join(' ');
    return words.every((word) => hay.includes(word));
  });
}
