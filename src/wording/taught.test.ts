import { describe, expect, test } from 'vitest';
import { readIntent } from '#conversation/intent.ts';
import { isDontKnow, readYesNo } from '#text/index.ts';
import { readStaff } from '#usecases/staff/read-staff.ts';
import { STAFF_COMMANDS } from '#usecases/staff/registry.ts';
import { readOrder } from '#workshop/orders.ts';
import { WORKSHOP_PHRASES } from '#workshop/phrase-keys.ts';
import { CATALOGS } from './catalogs.ts';

/** What stands between quotation marks as an example of an answer, or as a label: no command is taught there. */
const EXAMPLES =
  /^(?:1|1, 3|12|74|2027|Haute-Savoie|September|septembre|done|c'est fait|(?:courant|en) 2027|une dizaine|about ten|(?:environ|about) \d+|3 (?:mars|March) 2027|(?:le bureau|the board), .*)$/;
/** « aucun » co-author, « rejoindre » a network: understood where they are taught only. So are words of a workshop's thread. */
const UNDERSTOOD_THERE = new Set(['aucun', 'rejoindre', 'join', 'je participe', "rouvrir l'atelier"]);

/** What the texts of these keys teach. */
function taughtBy(texts: Readonly<Record<string, string>>, isOne: (key: string) => boolean): ReadonlySet<string> {
  const own = Object.entries(texts).filter(([key]) => isOne(key));
  return new Set(
    own.flatMap(([, text]) => Array.from(text.matchAll(/[«“] ?([^«»“”{}]+?) ?[»”]/g), found => found[1] ?? '')),
  );
}

const isOfWorkshops = (key: string): boolean => Object.hasOwn(WORKSHOP_PHRASES, key);
/** Said elsewhere than in the workshop's thread. */
const SAID_ELSEWHERE = new Set(['contribuer', 'contribute', 'atelier', 'workshop']);

describe.each(Object.entries(CATALOGS))('%s', (_lang, texts) => {
  const taught = taughtBy(texts, key => !isOfWorkshops(key) && !key.startsWith('staff.'));

  test.each([...taughtBy(texts, isOfWorkshops)].filter(words => !SAID_ELSEWHERE.has(words)))(
    'in a workshop, « %s » is understood when somebody writes it',
    words => {
      // « salle : … » stands for whatever follows; « séparer » for « séparer 3 ».
      const order = readOrder(words.replace(/…$/, words.endsWith(': …') ? 'des mots' : '5'));
      expect(order ?? readOrder(`${words} 3`)).not.toBeNull();
      expect(order?.do).not.toBe('offTopic');
    },
  );

  test('teaches commands', () => {
    expect(taught.size).toBeGreaterThan(20);
  });

  test.each([...taught].filter(words => !EXAMPLES.test(words) && !UNDERSTOOD_THERE.has(words)))(
    '« %s » is understood when somebody writes it',
    words => {
      const intent = readIntent(words);
      const ofTeam = readStaff(words, STAFF_COMMANDS) !== null;
      expect(intent !== null || ofTeam || isDontKnow(words) || readYesNo(words) !== null).toBe(true);
      expect(intent?.fuzzy ?? false).toBe(false);
      if (/organi[sz]ation$/.test(words)) expect(intent?.kind).toBe('organisation');
    },
  );
});
