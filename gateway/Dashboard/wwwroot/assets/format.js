// Numbers and times as people read them. Every short form has an exact one beside it.

const locale = 'en';
const whole = new Intl.NumberFormat(locale);
const short = new Intl.NumberFormat(locale, { notation: 'compact', minimumSignificantDigits: 3, maximumSignificantDigits: 3 });
const clockFormat = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

/** What stands where there is no value. */
export const none = '–';

/** 1,234 up to 9,999; then 12.3K, 4.56M. */
export const compact = (n) => (Math.abs(n) < 10_000 ? whole.format(n) : short.format(n));

export const exact = (n) => whole.format(n);

/** A count with its exact value. */
export const count = (n, word = '') => ({ text: compact(n), exact: word ? `${exact(n)} ${word}` : exact(n) });

/** A gain: +12.3K. */
export const gain = (n, word = '') => ({ text: (n > 0 ? '+' : '') + compact(n), exact: (n > 0 ? '+' : '') + exact(n) + (word && ` ${word}`) });

/** A ratio as a percentage with three significant digits. */
export function percent(ratio, whyNone = 'No row reports both counters') {
  if (ratio === null || ratio === undefined) return { text: none, exact: whyNone };
  const hundred = ratio * 100;
  const digits = hundred >= 100 ? 0 : hundred >= 10 ? 1 : 2;
  return { text: `${hundred.toFixed(digits)}%`, exact: `${hundred.toPrecision(6)}%` };
}

/** A share of a whole, without decimals, and never rounded to all or nothing. */
export function share(part, all) {
  if (!all) return none;
  const hundred = (part / all) * 100;
  if (hundred > 0 && hundred < 1) return '<1%';
  if (hundred > 99 && hundred < 100) return '>99%';
  return `${Math.round(hundred)}%`;
}

export const clock = (date) => clockFormat.format(date);

/** "12 s", "4 min", "2 h". */
export function span(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
