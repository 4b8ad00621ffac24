/** Documents in memory: what `storage/reviewed.ts` promises, for the tests of the use cases. */
import type { ReviewedDocument, ReviewedStore, ReviewedVersion } from '../publication/ports.ts';

export function createMemoryReviewed(): ReviewedStore {
  const documents = new Map<string, ReviewedDocument>();
  const versions = new Map<string, ReviewedVersion[]>();
  const all = () => [...documents.values()].toSorted((a, b) => a.axis - b.axis || a.number - b.number);
  const ofKind = (scope: { network: string; consultation: string }, kind: string) =>
    all().filter(one => one.network === scope.network && one.consultation === scope.consultation && one.kind === kind);
  return {
    create: (of, { at, madeBy, act, body, status }) => {
      const number = ofKind(of, of.kind).filter(one => one.axis === of.axis).length + 1;
      const id = `${of.kind}-${of.axis}-${number}`;
      const document = { ...of, id, number, status, version: 1, mergedInto: null, updatedAt: at };
      documents.set(id, document);
      versions.set(id, [{ version: 1, at, madeBy, act, body }]);
      return Promise.resolve(document);
    },
    list: (scope, kind) => Promise.resolve(ofKind(scope, kind)),
    find: (scope, kind, axis, number) =>
      Promise.resolve(ofKind(scope, kind).find(one => one.axis === axis && one.number === number) ?? null),
    pending: limit =>
      Promise.resolve(
        all()
          .filter(({ status }) => status === 'pending')
          .slice(0, limit),
      ),
    versions: id => Promise.resolve(versions.get(id) ?? []),
    latest: id => Promise.resolve(versions.get(id)?.at(-1) ?? null),
    append: (id, after, { at, madeBy, act, body, status, mergedInto }) => {
      const document = documents.get(id);
      if (document?.version !== after) return Promise.resolve('stale');
      documents.set(id, { ...document, version: after + 1, status, mergedInto: mergedInto ?? null, updatedAt: at });
      versions.get(id)?.push({ version: after + 1, at, madeBy, act, body });
      return Promise.resolve('kept');
    },
  };
}
