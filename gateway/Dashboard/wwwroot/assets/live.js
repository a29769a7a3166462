// The stream of snapshots. It always comes back: the browser's own retry, a new stream where the server refused, and one where a
// stream has gone quiet without an end (a laptop that slept, a proxy that forgot). A page long out of sight gives its stream back: a
// browser grants one server six of them, over all tabs.

const quietLimit = 35_000;
const firstPause = 2_000;
const longestPause = 30_000;
const hiddenLimit = 60_000;

export class Live extends EventTarget {
  #source = null;
  #pause = firstPause;
  #retry = 0;
  #heardAt = Date.now();
  #lostAt = null;
  #sleep = 0;
  #asleep = false;
  #stopped = false;

  constructor(url) {
    super();
    this.url = url;
  }

  start() {
    this.#open();
    setInterval(() => this.#watch(), 5_000);
    addEventListener('online', () => this.#lostAt && this.#open());
    document.addEventListener('visibilitychange', () => this.#sight());
    addEventListener('pagehide', () => this.#source?.close());
    addEventListener('pageshow', (event) => event.persisted && this.#open());
  }

  /** Ends it for good. */
  stop() {
    this.#stopped = true;
    clearTimeout(this.#retry);
    this.#source?.close();
  }

  #sight() {
    clearTimeout(this.#sleep);
    if (document.hidden) {
      this.#sleep = setTimeout(() => {
        this.#asleep = true;
        clearTimeout(this.#retry);
        this.#source?.close();
      }, hiddenLimit);
    } else if (this.#asleep) this.#open();
  }

  #open() {
    if (this.#stopped) return;
    this.#asleep = false;
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#heardAt = Date.now();
    const source = new EventSource(this.url);
    this.#source = source;
    source.addEventListener('snapshot', (event) => this.#heard('snapshot', event));
    source.addEventListener('trouble', (event) => this.#heard('trouble', event));
    source.addEventListener('error', () => {
      this.#lost();
      if (source.readyState === EventSource.CLOSED) this.#later();
    });
  }

  #heard(name, event) {
    this.#heardAt = Date.now();
    this.#pause = firstPause;
    this.#lostAt = null;
    this.dispatchEvent(new CustomEvent(name, { detail: JSON.parse(event.data) }));
  }

  #lost() {
    this.#lostAt ??= new Date();
    this.dispatchEvent(new CustomEvent('lost', { detail: { since: this.#lostAt } }));
  }

  // A refused stream (too many viewers, a proxy's error page) is not retried by the browser.
  #later() {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#open(), this.#pause);
    this.#pause = Math.min(this.#pause * 2, longestPause);
  }

  #watch() {
    if (this.#stopped || this.#asleep || Date.now() - this.#heardAt < quietLimit) return;
    this.#lost();
    this.#open();
  }
}
