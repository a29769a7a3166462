// The totals at the top.

import { setFigure } from './dom.js';
import { count, gain, percent, share, exact } from './format.js';
import { key } from './words.js';

const figures = {
  views: ({ total }) => count(total.views.net, 'net views'),
  gross: ({ total }) => count(total.views.gross, 'gross views'),
  removed: ({ total }) => count(total.views.gross - total.views.net, 'views taken away by the platforms'),
  corrections: ({ overview }) => count(overview.corrections, 'falls of any counter'),
  mvs: ({ total }) => count(total.mvs, 'music videos'),
  recognisedShare,
  gainedHour: ({ total }) => gain(total.lastHour.gained.views, 'views'),
  removedHour: ({ total }) => taken(total.lastHour.removed.views),
  gainedDay: ({ total }) => gain(total.lastDay.gained.views, 'views'),
  removedDay: ({ total }) => taken(total.lastDay.removed.views),
  impressions: ({ total }) => count(total.impressions, 'impressions'),
  impressionsDay: ({ total }) => gain(total.lastDay.gained.impressions, 'impressions'),
  clicks: ({ total }) => count(total.clicks, 'clicks'),
  clicksDay: ({ total }) => gain(total.lastDay.gained.clicks, 'clicks'),
  ctr: ({ total }) => percent(total.ctr, 'No row reports both impressions and clicks'),
  likes: ({ total }) => count(total.likes, 'likes'),
  likesDay: ({ total }) => gain(total.lastDay.gained.likes, 'likes'),
  likeRate: ({ total }) => percent(total.likeRate, 'No row reports both views and likes'),
};

function taken(removed) {
  const { text, exact: title } = count(removed, 'views taken away');
  return { text: `${text} taken away`, exact: title };
}

function recognisedShare({ total, byGenreSource }) {
  const recognised = byGenreSource.filter((row) => row.key[key.source] === 'posterior').reduce((sum, row) => sum + row.mvs, 0);
  return { text: share(recognised, total.mvs), exact: `${exact(recognised)} of ${exact(total.mvs)} music videos` };
}

export function showTiles(snapshot) {
  for (const node of document.querySelectorAll('[data-figure]')) setFigure(node, figures[node.dataset.figure](snapshot));
  const alarm = snapshot.books.state === 'unbalanced' ? 'Books do not balance · ' : '';
  document.title = `${alarm}${figures.views(snapshot).text} views · MediaAnalytics`;
}
