/** Messages that nobody expects, through the real command: refused with a clear sentence, or kept as they are. */
import { describe, expect, it } from 'vitest';
import type { AnswerPart } from '#conversation/session.ts';
import { createSharedDatabase } from '../support/replica/database.ts';
import { startChat } from './crash-tdt.ts';

const OPENING = ['contribuer 4', '1', '1', '1, 3', '1', '74'];

/** What is written, and what is kept of it: null where it is refused. */
const ODD: readonly (readonly [string, string | null])[] = [
  ['Première partie.', 'Première partie.'],
  ['x'.repeat(1_000_000), null],
  ['avec\u0000un NUL,\u0007 une cloche et \u001b[31mdu rouge', 'avecun NUL, une cloche et [31mdu rouge'],
  ['مرحبا بكم في المكتبة، כל יום רביעי', 'مرحبا بكم في المكتبة، כל יום רביעי'],
  ['Une \u202efausse\u202c direction', 'Une fausse direction'],
  ['👩🏽‍🌾 🇫🇷 👨‍👩‍👧‍👦 ça va ! 🙂', '👩🏽‍🌾 🇫🇷 👨‍👩‍👧‍👦 ça va ! 🙂'],
  ['Moitié de signe : \ud83d fin', 'Moitié de signe : \ufffd fin'],
  ["'; DROP TABLE answer; -- <b>@everyone</b> {name} %s", "'; DROP TABLE answer; -- <b>@everyone</b> {name} %s"],
];

export function oddMessages(provider: string, server: string | null): void {
  describe(`messages that nobody expects, ${provider}`, () => {
    it('are kept as written, or refused with a clear sentence and the draft intact', async () => {
      const database = await createSharedDatabase(server);
      const chat = startChat({
        TDT_DATA_DIR: database.dataDir,
        ...(database.url === null ? {} : { DATABASE_URL: database.url }),
      });
      try {
        expect(await chat.line({ at: '2027-02-10T09:00:00Z' })).toEqual({ outputs: [], error: null });
        for (const text of OPENING) expect((await chat.line({ user: 'u', text })).error).toBeNull();
        for (const [text, kept] of ODD) {
          const { outputs, error } = await chat.line({ user: 'u', text });
          expect(error).toBeNull();
          const said = outputs.map(output => output.text).join('\n');
          if (kept === null) expect(said).toMatch(/trop long/);
          else expect(said).toBe('');
        }
        // More than a line may hold: refused before it is read, and the process goes on.
        const huge = await chat.line({ user: 'u', text: 'y'.repeat(2_100_000) });
        expect(huge.error).toMatch(/^Ligne trop longue/);
        const { outputs } = await chat.line({ user: 'u', text: "c'est tout" });
        expect(outputs.length).toBeGreaterThan(0);
        expect(await chat.end()).toMatchObject({ code: 0 });
        const parts = await database.look(async ({ stores }) => {
          const session = await stores.conversations.of('terminal', 'local', 'u');
          return Object.values(session?.drafts ?? {}).flatMap(
            (draft): readonly AnswerPart[] => draft.answers['changement']?.parts ?? [],
          );
        });
        expect(parts.map(part => part.text)).toEqual(ODD.flatMap(([, kept]) => kept ?? []));
      } finally {
        await chat.end();
        await database.end();
      }
    });
  });
}
