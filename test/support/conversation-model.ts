/** Mad conversations for property tests, and the model of what must not be lost in them. */
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { type Effect, mergeSessions, type Session, step, type StepEvent } from '#conversation/index.ts';
import type { Draft } from '#conversation/session.ts';
import { revisionsOf, trial } from './consultation.ts';
import { file, Person } from './conversation.ts';

const TODAY = trial();
const REWORDED = trial(
  ['axe-1.yaml', 'Que changer, et pour qui ?', 'Que faut-il changer ?'],
  [
    'axe-1.yaml',
    '  - name: ajout\n',
    '  - name: nouveau\n    type: longtext\n    part: coeur\n    label: { fr: "Et encore ?", en: "What else?" }\n  - name: ajout\n',
  ],
);
const SHORTER = trial(
  [
    'axe-2.yaml',
    '  - name: note\n    type: scale\n    range: [1, 5]\n    label: { fr: "Quelle note ?", en: "What mark?" }\n',
    '',
  ],
  ['consultation.yaml', 'minimum_age: 15', 'minimum_age: 16'],
);
const WITHOUT_AXIS = { ...TODAY, axes: TODAY.axes.filter(({ number }) => number !== 2) };
const ALL = revisionsOf(TODAY, REWORDED, SHORTER);
const CONTEXTS = [
  { consultation: TODAY, revisions: ALL },
  { consultation: REWORDED, revisions: ALL },
  { consultation: SHORTER, revisions: ALL },
  { consultation: REWORDED, revisions: revisionsOf(REWORDED) },
  { consultation: WITHOUT_AXIS, revisions: {} },
  { consultation: { ...TODAY, quietWindowSeconds: 0 }, revisions: ALL },
  { consultation: { ...TODAY, followUpByModel: true }, revisions: ALL, drawsFollowUps: true },
] as const;

const COMMANDS =
  split(`contribuer | contribuer 1 | contribuer 2 | contribuer 3 | contribuer 9 | contribuer 1 organisation
  | contribuer 2 pour quelqu'un | thèmes | aide | passer | retour | revoir | modifier | modifier 1 | modifier 3
  | modifier 40 | pause | reprendre | envoyer | annuler | langue | langue anglais | suite | mes contributions
  | mes données | effacer mes données | rappels | nouvelles | lier mon compte | lier 7K3F-9QD2 | délier mon compte
  | où en suis-je ? | stop | c'est tout | ma présentation | coauteurs | texte complet | bonjour | garder | mon profil
  | menu | vie privée | retoru | /aide`);
const ANSWERS = split(`1 | 2 | 3 | 1, 3 | b | 0 | -4 | 12 | une dizaine | 1 250,5 | 4/5 | oui | non | je ne sais pas
  | seniors | autre | autre : les aidants | jeunes et étudiants | Haute-Savoie | 74 | faucigny | savoie | 73 et 74
  | 3 mars 2027 | courant 2027 | 31 février | https://example.org/a | inscrits, 40, fin 2027 | le bureau, le 12 mars
  | pas encore | aucun | Ana Durand ; Léo Petit | il faudrait plus de permanences | ça dépend | garder les guichets
  | chez nous, les gens viennent avec leurs papiers | 👍 | ???`);
const BLANK = ['', '   ', 'deux\nlignes'];

function split(text: string): readonly string[] {
  return text.split('|').map(each => each.trim());
}

/** Texts named rather than written, so that a counterexample stays readable. */
const LONG = new Map(
  Object.entries({
    '<too long>': 'x'.repeat(10_001),
    '<nearly too long>': 'y '.repeat(4_900),
    '<301>': 'z'.repeat(301),
  }),
);

const text = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...COMMANDS) },
  { weight: 8, arbitrary: fc.constantFrom(...ANSWERS, ...BLANK) },
  { weight: 1, arbitrary: fc.constantFrom(...LONG.keys()) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
);
const rank = fc.nat({ max: 30 });

export const actions = fc.oneof(
  { weight: 20, arbitrary: fc.record({ do: fc.constant('say' as const), text }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('click' as const),
      ranks: fc.array(rank, { minLength: 1, maxLength: 4 }),
      age: fc.nat({ max: 2 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('clickId' as const),
      id: fc.oneof(fc.string(), fc.constantFrom('1.done', '', '.', '2.~0', '3.__proto__')),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('edit' as const), rank, text }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('delete' as const), rank }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('quoteOwn' as const), rank, text }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('quoteQuestion' as const), rank, text }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('late' as const),
      text,
      seconds: fc.nat({ max: 300 }),
      back: fc.nat({ max: 5 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('wait' as const), seconds: fc.constantFrom(1, 5, 130, 10_000, 900_000) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), seconds: fc.constant(60 * 86_400) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wake' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('typing' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('other' as const), kind: fc.constantFrom('join', 'leave', 'reaction') }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('public' as const), text }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('command' as const), text }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('files' as const),
      kept: fc.nat({ max: 6 }),
      refused: fc.nat({ max: 2 }),
      text,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('voice' as const),
      kept: fc.nat({ max: 2 }),
      refused: fc.nat({ max: 1 }),
      text,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('transcribed' as const), rank, text }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('form' as const),
      draftId: fc.constantFrom('current', 'p1.1', 'unknown', 'toString', '__proto__'),
      values: fc.dictionary(
        fc.constantFrom('publics', 'changement', 'nombre', 'aides', 'note', 'x', '__proto__'),
        fc.oneof(text, fc.array(fc.constantFrom('seniors', 'nsp', 'autre', 'x'))),
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('link' as const),
      outcome: fc.constantFrom('asked', 'linked', 'unlinked', 'refused', 'expired'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('merge' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('drawn' as const), text: fc.option(text), late: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('context' as const), rank }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('settle' as const), axis: fc.constantFrom(1 as const, 2 as const) }),
  },
);

export type Action = typeof actions extends fc.Arbitrary<infer A> ? A : never;

/** A person, and every text of theirs that an answer holds: where it was last seen. */
export class Model {
  readonly person = new Watched(this);
  readonly lost: string[] = [];
  /** Voice messages kept so far. */
  voices = 0;
  private held = new Map<string, { readonly draftId: string; readonly name: string }>();

  /** Told of every step; what an answer held and holds no more must have gone by somebody's act. */
  watch(before: Session, event: StepEvent): void {
    const { session, effects } = this.person;
    const now = partsOf(session);
    for (const [ref, place] of this.held) {
      if (now.has(ref)) continue;
      const erased = effects.some(effect => effect.type === 'erase');
      const discarded = effects.some(effect => effect.type === 'discard' && effect.draftId === place.draftId);
      const pruned =
        session.drafts[place.draftId] === undefined && before.drafts[place.draftId]?.status === 'withdrawn';
      if (!erased && !discarded && !pruned && !isReplaced(before, event, ref, place))
        this.lost.push(
          `${ref} of ${place.name} by ${JSON.stringify(event).slice(0, 300)} at ${JSON.stringify(before.stage)}`,
        );
    }
    this.held = now;
    if (isSwallowed(before, session, event, effects, now)) this.lost.push(`swallowed ${JSON.stringify(event)}`);
  }
}

/** Something said to the bot is kept, or answered; only what overflows (which was told) is neither. */
function isSwallowed(
  before: Session,
  after: Session,
  event: StepEvent,
  effects: readonly Effect[],
  held: ReadonlyMap<string, unknown>,
): boolean {
  if (event.kind !== 'inbound' || !event.event.direct) return false;
  const { event: inbound } = event;
  if (inbound.kind === 'message' && held.has(inbound.ref)) return false;
  if (!['message', 'command', 'choice', 'form'].includes(inbound.kind)) return false;
  const isFull = before.stage.name === 'question' && before.stage.burst?.full === true;
  const isAnswered = inbound.kind !== 'message' || before.stage.name === 'confirm';
  if (isAnswered && after.stage.name === 'question' && after.stage.burst !== null) return false;
  const isWaiting = effects.some(({ type }) => type === 'acceptLink' || type === 'refuseLink' || type === 'unlink');
  return !effects.some(({ type }) => type === 'say') && !after.rate.told && !isFull && !isWaiting;
}

class Watched extends Person {
  private readonly model: Model;

  constructor(model: Model) {
    super(CONTEXTS[0]);
    this.model = model;
  }

  override step(event: StepEvent): this {
    const before = this.session;
    const at = new Date(this.now).toISOString();
    const again = step(before, this.context, event, at);
    super.step(event);
    assert.deepEqual(again, { session: this.session, effects: this.effects });
    this.model.watch(before, event);
    // What is erased is gone from storage too: the next event begins anew.
    return this;
  }
}

function partsOf(session: Session): Map<string, { draftId: string; name: string }> {
  const held = new Map<string, { draftId: string; name: string }>();
  for (const draft of Object.values(session.drafts))
    for (const [name, { parts }] of Object.entries(draft.answers))
      for (const { ref } of parts) if (ref !== null) held.set(ref, { draftId: draft.id, name });
  return held;
}

/** Whether the event is an act on that very answer: corrected, deleted, quoted, filled in a form, put again. */
function isReplaced(before: Session, event: StepEvent, ref: string, place: { draftId: string; name: string }): boolean {
  const { stage } = before;
  if (stage.name === 'confirm' && stage.what.do === 'amend' && stage.what.amendment.question === place.name)
    return true;
  const behind = stage.name === 'confirm' || stage.name === 'paused' ? stage.back : stage;
  const isAsked =
    behind.name === 'question' &&
    before.current === place.draftId &&
    behind.question === place.name.replace('.relance', '');
  if (isAsked && (behind.replacing || behind.heard.some(part => part.ref === ref))) return true;
  if (event.kind !== 'inbound') return false;
  const { event: inbound, quoted } = event;
  const parts = before.drafts[place.draftId]?.answers[place.name]?.parts ?? [];
  if ('ref' in inbound && parts.some(part => part.ref === inbound.ref)) return true;
  if (inbound.kind === 'form') return Object.hasOwn(inbound.values, place.name);
  if (inbound.kind !== 'message') return isAsked;
  if (quoted?.question === place.name || parts.some(part => part.ref === inbound.replyTo)) return true;
  return inbound.at < before.since;
}

/** Does one thing; never throws but for what is wrong. */
export function perform(model: Model, drawn: Action): void {
  const { person } = model;
  const action =
    'text' in drawn && drawn.text !== null ? { ...drawn, text: LONG.get(drawn.text) ?? drawn.text } : drawn;
  const refs = [...partsOf(person.session).keys(), 'm1', 'm2', 'm3', 'unknown'];
  const ref = 'rank' in action ? (refs[action.rank % refs.length] ?? 'unknown') : 'unknown';
  switch (action.do) {
    case 'say':
      return void person.message(action.text);
    case 'click': {
      const say = person.said.filter(({ choices }) => choices.length > 0).at(-1 - action.age);
      const { choices = [], prompt = 0 } = say ?? {};
      const values = action.ranks.map(each => choices[each % Math.max(1, choices.length)]?.value ?? 'nothing');
      return void person.inbound({ kind: 'choice', values: values.map(value => `${prompt}.${value}`) });
    }
    case 'clickId':
      return void person.inbound({ kind: 'choice', values: [action.id] });
    case 'edit':
      return void person.edit(ref, action.text);
    case 'delete':
      return void person.remove(ref);
    case 'quoteOwn':
      return void person.message(action.text, { replyTo: ref });
    case 'quoteQuestion': {
      const asked = person.said.filter(({ question }) => question !== null);
      const quotes = asked[action.rank % Math.max(1, asked.length)];
      return void person.message(action.text, quotes === undefined ? {} : { quotes });
    }
    case 'late': {
      const order = String(Math.max(1, Number(person.session.lastOrder) - action.back)).padStart(6, '0');
      return void person.message(action.text, {
        at: new Date(person.now - action.seconds * 1000).toISOString(),
        order: `${order}5`,
      });
    }
    case 'wait':
      return void person.wait(action.seconds);
    case 'wake':
      return void person.step({ kind: 'wake' });
    case 'typing':
      return void person.typing();
    case 'other':
      return void person.inbound({ kind: action.kind, ref: 'm1', emoji: '👍', added: true });
    case 'public':
      return void person.message(action.text, { direct: false });
    case 'command':
      return void person.command(action.text);
    case 'files': {
      const files = [
        ...Array.from({ length: action.kept }, (_, i) => file('a.pdf', `f${i}`)),
        ...Array.from({ length: action.refused }, () => file('b.exe')),
      ];
      return void person.message(action.text, { files });
    }
    case 'voice': {
      model.voices += action.kept;
      const sound = { ...file('voice.ogg'), mediaType: 'audio/ogg', audio: { seconds: 42 } };
      const files = [
        ...Array.from({ length: action.kept }, (_, i) => ({ ...sound, fileId: `v${model.voices - i}` })),
        ...Array.from({ length: action.refused }, () => ({ ...sound, refused: 'too_long' as const })),
      ];
      return void person.message(action.text, { files });
    }
    case 'transcribed': {
      const fileId = `v${(action.rank % (model.voices + 1)) + 1}`;
      return void person.step({ kind: 'transcribed', fileId, text: action.text, by: { by: 'person' } });
    }
    case 'form':
      return void person.form(action.values, action.draftId === 'current' ? undefined : action.draftId);
    case 'link': {
      const { outcome } = action;
      if (outcome === 'asked')
        return void person.step({ kind: 'linkAsked', linkId: 'l1', platform: 'matrix', displayName: 'Ana M' });
      return void person.step({ kind: 'linkDone', outcome: outcome as 'linked', platform: 'matrix' });
    }
    case 'merge': {
      if (Object.keys(person.session.drafts).some(id => id.startsWith('p2.'))) return;
      person.session = mergeSessions(person.session, OTHER.session, new Date(person.now).toISOString());
      return void person.step({ kind: 'linkDone', outcome: 'linked', platform: 'matrix' });
    }
    case 'drawn': {
      const { stage } = person.session;
      const token = stage.name === 'question' ? stage.burst?.awaitingFollowUp : undefined;
      return void person.step({
        kind: 'followUpDrawn',
        token: action.late ? 'late' : (token ?? 'none'),
        text: action.text ?? null,
      });
    }
    case 'context':
      person.context = CONTEXTS[action.rank % CONTEXTS.length] ?? CONTEXTS[0];
      return;
    case 'settle':
      return void person.settle(action.axis);
  }
}

/** Another account of the same person, who sent on axis 1 and began axis 2. */
const OTHER = new Person(CONTEXTS[0], 'p2');
OTHER.settle(1).say('envoyer', '1', '1').begin(2).say('il manque du temps').wait(5);

/** « Aide », then whatever is asked, answered: it always leads to a prompt. */
export function checkWayForward({ person }: Model): void {
  person.wait(150);
  person.context = CONTEXTS[0];
  person.say('aide');
  if (person.keys.includes('confirm.command')) person.say('2');
  assert(person.keys.includes('help.text'), `help is refused: ${person.keys.join(', ')}`);
  person.say('contribuer 1');
  for (let turn = 0; turn < 12 && !isThere(person); turn += 1) {
    assert(person.keys.length > 0, `silence at ${person.stage}`);
    person.say(person.last.choices.length > 0 ? '1' : 'aide');
  }
  assert(isThere(person), `nowhere: ${person.stage}`);
}

function isThere(person: Person): boolean {
  const closed = person.keys.some(key => key.startsWith('closed.'));
  const sent = person.session.stage.name === 'contribution' || person.session.stage.name === 'contributions';
  const draft: Draft | undefined = person.session.drafts[person.session.current ?? ''];
  return closed || sent || (draft !== undefined && person.last.prompt === person.session.prompt);
}
