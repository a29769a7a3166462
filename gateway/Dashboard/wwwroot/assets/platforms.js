// What each platform contributes.

import { byId } from './dom.js';
import { drawBars } from './bars.js';
import { count, percent } from './format.js';
import { key, platformName } from './words.js';

export function showPlatforms({ byPlatform }) {
  const rows = byPlatform.filter((row) => row.key[key.platform] !== null);
  drawBars(byId('platform-bars'), rows.map((row) => ({
    key: row.key[key.platform],
    name: platformName(row.key[key.platform]),
    remark: `click-through ${percent(row.ctr).text}, like rate ${percent(row.likeRate).text}`,
    value: row.views.net,
    figure: count(row.views.net, 'net views'),
    parts: [{ kind: 'plain', value: row.views.net }],
  })));
  byId('platforms').classList.toggle('nothing', rows.length === 0);
}
