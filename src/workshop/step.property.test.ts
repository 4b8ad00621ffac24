/** Whatever people do, in whatever order: nothing is lost, nothing is somebody else's, and there is always a way out. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trial } from '#test/support/consultation.ts';
import { Play } from '#test/support/workshop.ts';
import { MAX_OFFERED } from './limits.ts';
import { readOrder } from './orders.ts';
import { MODEL } from './workshop.ts';

const PEOPLE = ['Zoé', 'Anne', 'Bilal', 'Chloé', 'Passant'] as const;
const WORDS = ['marché', 'mairie', 'samedi', 'permanence', 'tablette', 'guichet', 'village', 'agent', 'café', 'bus'];

const ORDERS = [
  'commencer',
  'suite',
  'passer',
  'pause',
  'reprendre',
  'revenir',
  'valider',
  'tour de table',
  'au vote',
  'prolonger 5',
  'je participe',
  'je quitte',
  'je passe',
  "d'accord",
  'objection : non',
  '1',
  '2, 3',
  'présents 12',
  'mains levées 9',
  'regrouper 1 et 2',
  'séparer 2',
  'écarter 1',
  'remettre 1',
  'retirer',
  'retirer 1',
  'mon nom',
  'modifier 1 : Un texte récrit.',
  'proposer 1 : Un autre texte.',
  'accepter 1',
  'refuser 1',
  'retirer mes idées',
  'passer la main à Anne',
  "annuler l'atelier",
  "rouvrir l'atelier",
  "d'accord avec 1",
  'réserve 1 : pas en hiver',
  'où en sommes-nous',
  'compte rendu',
  'au nom de : la mairie',
  'retirer mon nom',
  'questions 1, 2',
  'aide',
] as const;

type Act =
  | { readonly kind: 'order'; readonly who: string; readonly text: string }
  | { readonly kind: 'idea'; readonly who: string; readonly words: readonly string[] }
  | { readonly kind: 'room'; readonly words: readonly string[] }
  | { readonly kind: 'click'; readonly who: string; readonly value: string }
  | { readonly kind: 'react'; readonly who: string; readonly mark: string; readonly emoji: string }
  | { readonly kind: 'delete' | 'edit'; readonly who: string; readonly back: number }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'lost' | 'gather' | 'finish' | 'erase' }
  | { readonly kind: 'model'; readonly words: readonly string[] };

const who = fc.constantFrom(...PEOPLE);
const words = fc.array(fc.constantFrom(...WORDS), { minLength: 2, maxLength: 6 });
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('idea' as const), who, words }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('order' as const), who, text: fc.constantFrom(...ORDERS) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('order' as const),
      who: fc.constant('Zoé'),
      text: fc.constantFrom('commencer', 'suite', 'valider'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('room' as const), words }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('click' as const),
      who,
      value: fc.constantFrom('join', 'approve', 'begin', 'validate', 'v1.1', 'v1.2', 'v2.1', 'nothing'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('react' as const),
      who,
      mark: fc.constantFrom('welcome', 'announce', 'vote:avis'),
      emoji: fc.constantFrom('1️⃣', 'two', '👍'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('delete' as const, 'edit' as const), who, back: fc.nat(20) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.constantFrom(5, 30, 90, 400, 3_000) }),
  },
  { weight: 2, arbitrary: fc.constantFrom<Act>({ kind: 'lost' }, { kind: 'gather' }, { kind: 'finish' }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('model' as const), words }) },
  { weight: 1, arbitrary: fc.constant<Act>({ kind: 'erase' }) },
);

interface Sent {
  readonly who: string;
  readonly ref: string;
  readonly text: string;
}

/** Plays the acts; what each person wrote, and what must have become an idea. */
function play(acts: readonly Act[]): { play: Play; written: Sent[]; owed: Sent[] } {
  const one = new Play({ ...trial(), workshopDraftByModel: true }, { axis: 1, rewords: true });
  const written: Sent[] = [];
  const owed: Sent[] = [];
  let number = 0;
  for (const [index, given] of acts.entries()) {
    switch (given.kind) {
      case 'idea': {
        number += 1;
        const text = `${given.words.join(' ')} mot${number}`;
        const takesPart = Object.values(one.workshop.members).some(m => m.userId === given.who && m.takesPart);
        const awaited = takesPart && one.workshop.phase.name === 'question';
        const sent = { who: given.who, text, ref: one.says(given.who, text) };
        written.push(sent);
        if (awaited) owed.push(sent);
        break;
      }
      case 'room': {
        number += 1;
        const text = `${given.words.join(' ')} salle${number}`;
        const facilitates = Object.values(one.workshop.members).some(m => m.userId === 'Zoé' && m.facilitates);
        const awaited = facilitates && one.workshop.phase.name === 'question';
        const ref = one.says('Zoé', `salle : ${text}`);
        if (awaited) owed.push({ who: 'Zoé', ref, text });
        written.push({ who: 'Zoé', ref, text });
        break;
      }
      case 'order':
        one.says(given.who, given.text);
        break;
      case 'click':
        one.clicks(given.who, given.value);
        break;
      case 'react':
        one.reacts(given.who, given.mark, given.emoji, index % 3 !== 0);
        break;
      case 'delete':
      case 'edit': {
        const target = written.at(-1 - given.back);
        if (target === undefined) break;
        if (given.kind === 'delete') one.deletes(target.who, target.ref);
        else {
          number += 1;
          const text = `corrigé mot${number}`;
          one.edits(given.who, target.ref, text);
          if (given.who === target.who) written.push({ ...target, text });
        }
        break;
      }
      case 'model':
        one.event({ kind: 'reworded', token: one.workshop.rewording ?? '', answers: reworded(one, given.words) });
        break;
      case 'erase': {
        const gone = Object.values(one.workshop.members).find(member => member.userId === 'Bilal');
        if (gone !== undefined) one.event({ kind: 'erased', member: gone.id });
        break;
      }
      case 'wait':
        one.waits(given.seconds);
        break;
      case 'lost':
        one.event({ kind: 'undelivered', mark: 'vote:avis' });
        break;
      case 'gather':
        for (const name of ['Anne', 'Bilal']) one.says(name, 'je participe');
        for (let i = 0; i < 2; i += 1) one.says('Zoé', 'commencer');
        break;
      case 'finish':
        for (let i = 0; i < 8; i += 1) one.says('Zoé', 'passer');
        one.says('Zoé', 'valider');
        for (const name of ['Anne', 'Bilal']) one.clicks(name, 'approve');
    }
  }
  return { play: one, written, owed };
}

/** A model's answers: some of its sentences say what an idea says, others what nobody did. */
function reworded(one: Play, invented: readonly string[]) {
  return one.workshop.plan.questions.map(question => {
    const ideas = Object.values(one.workshop.ideas).filter(idea => idea.question === question);
    const said = ideas.slice(0, 3).map(({ id, text }) => ({ text: `${text} vraiment`, ideas: [id, 'i999'] }));
    return { question, sentences: [...said, { text: invented.join(' '), ideas: ideas.map(({ id }) => id) }] };
  });
}

/** What takes no idea back and changes none. */
function keepsIdeas(given: Act): boolean {
  if (given.kind === 'edit' || given.kind === 'delete' || given.kind === 'erase') return false;
  return given.kind !== 'order' || !given.text.startsWith('retirer');
}

const runs = { numRuns: 60 };

describe('the acts of these tests', () => {
  it('lead everywhere', () => {
    const seen = new Set<string>();
    for (const acts of fc.sample(fc.array(act, { minLength: 30, maxLength: 80 }), { numRuns: 200, seed: 7 })) {
      const { play: one } = play(acts);
      seen.add(one.where());
      if (one.workshop.proposals.some(({ by }) => by === MODEL)) seen.add('proposed by a model');
    }
    expect([...seen]).toEqual(
      expect.arrayContaining([
        'welcome',
        'question/ideas',
        'question/votes',
        'paused',
        'drafting',
        'submitted',
        'closed',
        'proposed by a model',
      ]),
    );
  });
});

describe('whatever people do', () => {
  it('no idea is attributed to another, and nothing is recorded of whoever did not join', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), acts => {
        const { play: one, written } = play(acts);
        const { members, ideas } = one.workshop;
        for (const idea of Object.values(ideas)) {
          // An order that is not its author's to give is what they say: many say the same.
          if (ORDERS.some(order => order === idea.text)) continue;
          if (idea.withdrawn) expect(idea.text).toBe('');
          else
            expect(written.some(sent => sent.text === idea.text && sent.who === members[idea.by]?.userId)).toBe(true);
        }
        // Somebody is a member because they joined, took over or began it.
        const joined = new Set(
          acts.flatMap(given =>
            (given.kind === 'order' && given.text === 'je participe') ||
            (given.kind === 'click' && given.value === 'join') ||
            given.kind === 'react'
              ? [given.who]
              : given.kind === 'gather'
                ? ['Anne', 'Bilal']
                : [],
          ),
        );
        // Of whoever erased their data a number stays.
        for (const { userId } of Object.values(members))
          expect(userId === 'Zoé' || userId === '' || joined.has(userId)).toBe(true);
        // Nothing that a passer-by wrote stands anywhere in the state.
        if (!joined.has('Passant')) {
          const state = JSON.stringify(one.workshop);
          for (const { who: author, text } of written) if (author === 'Passant') expect(state).not.toContain(text);
        }
      }),
      runs,
    );
  });

  it('no idea is lost: each stands, whole, until its author takes it back', () => {
    fc.assert(
      fc.property(fc.array(act.filter(keepsIdeas), { maxLength: 80 }), acts => {
        const { play: one, owed } = play(acts);
        const ideas = Object.values(one.workshop.ideas);
        // An order that is not its author's to give is what they say, like anything else.
        const own = ideas.map(idea => idea.text).filter(text => !ORDERS.some(order => order === text));
        expect(own.toSorted()).toEqual(owed.map(sent => sent.text).toSorted());
        for (const idea of ideas) {
          const leader = idea.under === null ? idea : one.workshop.ideas[idea.under];
          // One speaks for each, and nobody speaks for whoever speaks.
          expect(leader?.under).toBeNull();
          expect(leader?.question).toBe(idea.question);
        }
      }),
      runs,
    );
  });

  it('every sentence of the draft stands on ideas that are there, or on somebody who wrote it', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 80 }), acts => {
        const { play: one } = play(acts);
        const { answers, ideas, members, proposals, sent } = one.workshop;
        for (const answer of Object.values(answers))
          for (const sentence of answer.sentences) {
            expect(sentence.text).not.toBe('');
            for (const id of sentence.ideas) expect(ideas[id]?.withdrawn).toBe(false);
            expect(sentence.ideas.length > 0 || members[sentence.by ?? ''] !== undefined).toBe(true);
          }
        for (const { sentences = [] } of proposals)
          for (const sentence of sentences) for (const id of sentence.ideas) expect(ideas[id]?.withdrawn).toBe(false);
        if (sent !== null && !sent.withdrawn) expect(Object.keys(answers).length).toBeGreaterThan(0);
      }),
      runs,
    );
  });

  it('every state has a way out: time alone ends it, and so does whoever facilitates', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), acts => {
        const { play: one } = play(acts);
        const left = new Play(one.context.consultation, { axis: 1 });
        left.workshop = one.workshop;
        left.now = one.now;
        left.waits(40 * 86_400);
        expect(['submitted', 'closed']).toContain(left.where());
        expect(left.workshop.wakeAt).toBeNull();
        if (one.where() === 'submitted' || one.where() === 'closed') return;
        one.says('Sami', "reprendre l'animation", true);
        one.says('Sami', "annuler l'atelier");
        expect(one.where()).toBe('closed');
      }),
      { numRuns: 40 },
    );
  });

  it('is bounded, and woken only later', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), acts => {
        const { play: one } = play(acts);
        expect(one.workshop.wakeAt === null || one.workshop.wakeAt > new Date(0).toISOString()).toBe(true);
        for (const effect of one.effects) {
          if (effect.type !== 'say') continue;
          expect(effect.choices.length).toBeLessThanOrEqual(MAX_OFFERED);
          for (const { value } of effect.choices) expect(value).toMatch(/^[\x21-\x7E]{1,40}$/);
        }
      }),
      runs,
    );
  });
});

describe('reading orders', () => {
  it('never throws, and keeps a long sentence for an idea', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), text => (readOrder(text), true)),
      runs,
    );
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...WORDS), { minLength: 8, maxLength: 20 }), list => {
        expect(readOrder(`Je trouve que ${list.join(' ')}`)).toBeNull();
      }),
    );
  });
});
