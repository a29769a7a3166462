// Which silos work behind the page, and what every user should know of the stores.

import { byId, el, keyed, setText } from './dom.js';
import { exact } from './format.js';

/** "2 core, 2 decode, 1 infer (cpu)". */
const words = (roles) => roles.map(({ role, accelerator, silos }) => `${exact(silos)} ${role}${accelerator ? ` (${accelerator})` : ''}`).join(', ');

export function showCluster({ cluster }) {
  byId('cluster').hidden = !cluster;
  if (cluster) setText(byId('cluster-silos'), words(cluster));
}

export function showNotices({ notices }) {
  const list = byId('notices');
  keyed(list, notices, (notice) => notice, () => el('p'), setText);
  list.hidden = notices.length === 0;
}
