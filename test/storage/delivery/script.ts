/** Mad conversations, drawn: a few people, several rounds of a few acts each, with silences of all lengths between. */
import type { InboundEvent } from '#messaging/index.ts';
import { addMs } from '#usecases/clock.ts';
import fc from 'fast-check';
import { AT } from './conversation.ts';

export const PLATFORM = 'terminal';

/** One round: what happens at one instant, each person's acts in their order. */
export interface Round {
  readonly at: string;
  readonly events: readonly (readonly InboundEvent[])[];
}

type Act =
  | { readonly do: 'say'; readonly text: string }
  | { readonly do: 'quote' | 'edit'; readonly of: number; readonly text: string }
  | { readonly do: 'delete'; readonly of: number }
  | { readonly do: 'click'; readonly prompt: number; readonly value: string }
  | { readonly do: 'type' | 'leave' };

/** What leads to an open question, then what people say there, and what they ask for. */
const OPENINGS = [['contribuer 4', '1', '1', '1, 3', '1', '74'], ['contribuer 5', '1', '1'], ['bonjour'], []];
const TEXTS = [
  'Il manque une permanence par semaine.',
  'Les gens viennent avec leur téléphone.',
  "Et personne ne sait qui appeler : c'est long.",
  '1',
  '2',
  '1, 3',
  'oui',
  'non',
  '74',
  'une dizaine',
  'mars 2027',
  'je ne sais pas',
];
const COMMANDS = ["c'est tout", 'passer', 'retour', 'revoir', 'envoyer', 'suite', 'pause', 'modifier 1', 'aide'];
const RARE = ['reprendre', 'annuler', 'mes contributions', 'mes données', 'langue en', 'contribuer 6', 'axes'];
const VALUES = ['yes', 'no', 'send', 'start', 'read', 'unnamed', 'seniors', 'correct', 'withdraw'];
/** Milliseconds: within a quiet window, beyond it, beyond the longest burst, beyond a pause. */
const SILENCES = [300, 1_500, 6_000, 130_000, 8_000_000];

const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 3, arbitrary: fc.constantFrom(...COMMANDS) },
  { weight: 1, arbitrary: fc.constantFrom(...RARE) },
);
const of = fc.nat({ max: 20 });
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ do: fc.constant('say' as const), text }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('quote' as const, 'edit' as const), of, text }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete' as const), of }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('click' as const),
      prompt: fc.integer({ min: 1, max: 12 }),
      value: fc.constantFrom(...VALUES),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('type' as const, 'leave' as const) }) },
);

const PEOPLE = 3;

/** Each person has a network of their own: references are then numbered alike whoever sends first. */
export function userName(person: number): string {
  return `user${person}`;
}
export const USERS: readonly string[] = Array.from({ length: PEOPLE }, (_, i) => userName(i));

export const script: fc.Arbitrary<readonly Round[]> = fc
  .record({
    openings: fc.array(fc.constantFrom(...OPENINGS), { minLength: PEOPLE, maxLength: PEOPLE }),
    rounds: fc.array(
      fc.record({
        silence: fc.constantFrom(...SILENCES),
        acts: fc.array(fc.array(act, { maxLength: 3 }), { minLength: PEOPLE, maxLength: PEOPLE }),
      }),
      { minLength: 1, maxLength: 8 },
    ),
  })
  .map(({ openings, rounds }) => {
    const made = USERS.map(() => 0);
    let at = AT;
    const first = openings.map(texts => texts.map((said): Act => ({ do: 'say', text: said })));
    return [{ silence: 0, acts: first }, ...rounds].map(({ silence, acts }): Round => {
      at = addMs(at, silence);
      return {
        at,
        events: acts.map((mine, person) =>
          mine.map(one => {
            const n = (made[person] ?? 0) + 1;
            made[person] = n;
            return eventOf(one, userName(person), n, at);
          }),
        ),
      };
    });
  });

function eventOf(one: Act, user: string, n: number, at: string): InboundEvent {
  const place = { platform: PLATFORM, workspace: user, userId: user };
  const base = {
    eventId: `${user}-e${n}`,
    order: `${at}/${String(n).padStart(6, '0')}`,
    at,
    address: { ...place, channel: null, thread: null },
    author: { ...place, displayName: user },
    direct: true,
  };
  const ref = (of_: number): string => `m${(of_ % n) + 1}`;
  const said = { ref: `m${n}`, files: [] };
  switch (one.do) {
    case 'say':
      return { ...base, ...said, kind: 'message', text: one.text, replyTo: null };
    case 'quote':
      return { ...base, ...said, kind: 'message', text: one.text, replyTo: ref(one.of) };
    case 'edit':
      return { ...base, kind: 'edit', ref: ref(one.of), text: one.text };
    case 'delete':
      return { ...base, kind: 'deletion', ref: ref(one.of) };
    case 'click':
      return { ...base, kind: 'choice', values: [`${one.prompt}.${one.value}`] };
    case 'type':
      return { ...base, kind: 'typing' };
    case 'leave':
      return { ...base, kind: 'leave' };
  }
}
