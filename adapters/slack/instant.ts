/** Slack's stamps: seconds and microseconds, as text. */

/** Orders of one conversation compare as strings: seconds have ten digits until 2286. */
export function timeOf(stamp: string, now: string): readonly [at: string, order: string] {
  const [, seconds = '', micros = ''] = /^(\d{10})\.(\d{6})$/.exec(stamp) ?? [];
  if (seconds === '') return [now, (Date.parse(now) / 1_000).toFixed(6)];
  const at = new Date(Number(seconds) * 1_000 + Math.floor(Number(micros) / 1_000)).toISOString();
  return [at, stamp];
}
