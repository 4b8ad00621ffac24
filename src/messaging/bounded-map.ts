/** A map of bounded size: what was set longest ago goes first. For what an adapter or the intake remembers of platforms. */
export class BoundedMap<K, V> {
  readonly #map = new Map<K, V>();
  readonly #most: number;

  /** `most`: entries. */
  constructor(most: number) {
    this.#most = most;
  }

  get(key: K): V | undefined {
    return this.#map.get(key);
  }

  has(key: K): boolean {
    return this.#map.has(key);
  }

  set(key: K, value: V): void {
    this.#map.delete(key);
    this.#map.set(key, value);
    const [oldest] = this.#map.keys();
    if (this.#map.size > this.#most && oldest !== undefined) this.#map.delete(oldest);
  }

  /** Whether it was there. */
  delete(key: K): boolean {
    return this.#map.delete(key);
  }

  /** What it holds, which it then forgets. */
  takeAll(): readonly V[] {
    const all = [...this.#map.values()];
    this.#map.clear();
    return all;
  }
}
