/** PURE: an IndexedDB key as a text, always the same for the same key (`v8.serialize` writes one string in two ways). */
export function keyText(key: unknown): string {
  return JSON.stringify(encoded(key));
}

function encoded(key: unknown): unknown {
  if (typeof key === 'string' || typeof key === 'number') return key;
  if (Array.isArray(key)) return { a: key.map(encoded) };
  if (key instanceof Date) return { d: key.getTime() };
  if (key instanceof ArrayBuffer) return { b: Buffer.from(key).toString('base64') };
  if (ArrayBuffer.isView(key)) return { b: Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('base64') };
  throw new TypeError('no IndexedDB key');
}
