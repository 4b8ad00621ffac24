import fc from 'fast-check';
import { expect, it } from 'vitest';
import { safeText, unsafeText } from './safe-text.ts';

const text = fc.string({
  unit: fc.oneof(fc.constantFrom('\0', '\ud800', '\udfff', '\\', 'u', '0', '🙂'), fc.string()),
});

it('comes back as it was, and holds nothing that a database refuses', () => {
  fc.assert(
    fc.property(text, original => {
      const stored = safeText(original);
      expect(unsafeText(stored)).toBe(original);
      expect(stored.isWellFormed()).toBe(true);
      expect(stored).not.toContain('\0');
    }),
  );
});

it('tells two texts apart, always', () => {
  fc.assert(fc.property(text, text, (a, b) => (a === b) === (safeText(a) === safeText(b))));
});

it('leaves an ordinary text alone', () => {
  expect(safeText('« Où ça ? » 🙂 @camille:tchap.gouv.fr')).toBe('« Où ça ? » 🙂 @camille:tchap.gouv.fr');
});
