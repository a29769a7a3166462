// What the keys of rows are called on the page.

export const notStated = 'not stated';

export const genreName = (value) => value ?? notStated;

export const platformName = (value) => value ?? 'no platform';

/** The key's words for whether a video tells a story. */
export function storyName(value) {
  if (value === null || value === undefined) return notStated;
  return value.toLowerCase() === 'true' ? 'story' : 'no story';
}

export const key = { genre: 'genre', source: 'genre.source', declared: 'genre.declared', story: 'story.hasStory', platform: 'platform' };

/** The row of a list whose key has a value, or undefined. */
export const rowOf = (rows, dimension, value) => rows.find((row) => (row.key[dimension]?.toLowerCase() ?? null) === value);
