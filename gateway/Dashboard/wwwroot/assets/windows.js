// Says where the windows of the last hour and day are not whole.

import { setText } from './dom.js';
import { clock } from './format.js';

export function showWindows({ windowsSince }) {
  for (const node of document.querySelectorAll('[data-windows]')) {
    node.hidden = windowsSince === null;
    setText(node, windowsSince === null ? '' : `Only what was gained since ${clock(new Date(windowsSince))}: memory reaches back no further.`);
  }
}
