// What the watcher chose, kept in the address so that a link shows the same view.

const defaults = { metric: 'views', basis: 'counted', sort: 'views', dir: 'desc', q: '' };
const parameters = new URLSearchParams(location.search);

export const view = Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, parameters.get(name) ?? value]));

/** Keeps a choice, in the address too unless it is the default. */
export function choose(name, value) {
  view[name] = value;
  if (value === defaults[name]) parameters.delete(name);
  else parameters.set(name, value);
  const query = parameters.toString();
  history.replaceState(null, '', query ? `?${query}` : location.pathname);
}
