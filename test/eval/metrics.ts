/** Agreement of two groupings, as the literature counts it. */

/** Normalized mutual information (arithmetic mean of the entropies), 0 to 1. */
export function nmi(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  const { joint, left, right, n } = contingency(a, b);
  const entropy = (counts: Iterable<number>) => {
    let sum = 0;
    for (const count of counts) sum -= (count / n) * Math.log(count / n);
    return sum;
  };
  let mutual = 0;
  for (const [key, count] of joint) {
    const [x, y] = key;
    mutual += (count / n) * Math.log((n * count) / ((left.get(x) ?? 1) * (right.get(y) ?? 1)));
  }
  const mean = (entropy(left.values()) + entropy(right.values())) / 2;
  return mean === 0 ? 1 : mutual / mean;
}

/** Adjusted Rand index (Hubert and Arabie 1985): 0 is chance, 1 is the same grouping. */
export function ari(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  const { joint, left, right, n } = contingency(a, b);
  const pairs = (x: number) => (x * (x - 1)) / 2;
  const sum = (counts: Iterable<number>) => [...counts].reduce((total, count) => total + pairs(count), 0);
  const together = sum(joint.map(([, count]) => count));
  const expected = (sum(left.values()) * sum(right.values())) / pairs(n);
  const most = (sum(left.values()) + sum(right.values())) / 2;
  return most === expected ? 1 : (together - expected) / (most - expected);
}

function contingency(a: readonly (string | number)[], b: readonly (string | number)[]) {
  const cells = new Map<string, [[string, string], number]>();
  const left = new Map<string, number>();
  const right = new Map<string, number>();
  for (const [i, x] of a.entries()) {
    const pair: [string, string] = [String(x), String(b[i])];
    const key = JSON.stringify(pair);
    cells.set(key, [pair, (cells.get(key)?.[1] ?? 0) + 1]);
    left.set(pair[0], (left.get(pair[0]) ?? 0) + 1);
    right.set(pair[1], (right.get(pair[1]) ?? 0) + 1);
  }
  return { joint: [...cells.values()], left, right, n: a.length };
}
