// The measures that bars can be drawn by.

import { count, gain, percent } from './format.js';

/** `adds`: parts sum to the whole, so that a bar can be split by where its genre comes from. */
export const metrics = [
  { id: 'views', label: 'Views', adds: true, value: (row) => row.views.net, format: (n) => count(n, 'net views') },
  { id: 'gained', label: 'Gained, last day', adds: true, value: (row) => row.lastDay.gained.views, format: (n) => gain(n, 'views in the last day') },
  { id: 'ctr', label: 'Click-through', value: (row) => row.ctr, format: (r) => percent(r, 'No row reports both impressions and clicks') },
  { id: 'likeRate', label: 'Like rate', value: (row) => row.likeRate, format: (r) => percent(r, 'No row reports both views and likes') },
  { id: 'mvs', label: 'MVs', adds: true, value: (row) => row.mvs, format: (n) => count(n, 'music videos') },
];

export const metricOf = (id) => metrics.find((metric) => metric.id === id) ?? metrics[0];

/** Few MVs: rates and sums of so few say little. */
export const smallCell = 10;
