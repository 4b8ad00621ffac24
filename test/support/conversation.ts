/**
 * One person who converses with `step`, for tests: the session is serialized and parsed between every two turns, and
 * what goes out is checked against the bounds that every turn keeps.
 */
import assert from 'node:assert/strict';
import type { AnswerValue } from '#consultation/answer-value.ts';
import {
  type Effect,
  newSession,
  type Say,
  type Session,
  step,
  type StepContext,
  type StepEvent,
} from '#conversation/index.ts';
import type { Draft } from '#conversation/session.ts';
import type { InboundEvent, InboundFile } from '#messaging/inbound.ts';
import { revisionsOf, trial } from './consultation.ts';
import { wrongEffects, wrongState } from './conversation-bounds.ts';

const START = Date.parse('2027-02-01T10:00:00.000Z');
const iso = (ms: number): string => new Date(ms).toISOString();

type Draftable<T> = T extends unknown ? Omit<T, 'eventId' | 'order' | 'at' | 'address' | 'author' | 'direct'> : never;
type Given = Partial<Pick<InboundEvent, 'order' | 'at' | 'direct' | 'address'>>;

export class Person {
  context: StepContext;
  session: Session;
  /** Milliseconds since 1970. */
  now = START;
  /** Of the last turn. */
  effects: readonly Effect[] = [];
  /** Everything said so far. */
  readonly said: Say[] = [];
  private events = 0;

  constructor(context?: StepContext, id = 'p1') {
    const consultation = trial();
    this.context = context ?? { consultation, revisions: revisionsOf(consultation) };
    const address = { platform: 'terminal', workspace: 'local', channel: id, thread: null, userId: id };
    this.session = newSession({
      participantId: id,
      network: 'n1',
      address,
      displayName: 'Ana',
      lang: 'fr',
      now: iso(this.now),
    });
  }

  /** Says each text in turn, a second apart; messages are named m1, m2… in the order of all events. */
  say(...texts: string[]): this {
    for (const text of texts) this.message(text);
    return this;
  }

  message(text: string, more: Given & { files?: readonly InboundFile[]; replyTo?: string; quotes?: Say } = {}): string {
    const ref = `m${this.events + 1}`;
    const { files = [], replyTo = null, quotes, ...given } = more;
    const question = quotes?.question ?? null;
    const quoted = question === null ? null : { draftId: question.draftId, question: question.name };
    this.inbound({ kind: 'message', ref, text, files, replyTo }, given, quoted);
    return ref;
  }

  edit(ref: string, text: string): this {
    return this.inbound({ kind: 'edit', ref, text });
  }

  remove(ref: string): this {
    return this.inbound({ kind: 'deletion', ref });
  }

  typing(): this {
    return this.inbound({ kind: 'typing' });
  }

  command(text: string): this {
    return this.inbound({ kind: 'command', text });
  }

  form(values: Readonly<Record<string, string | readonly string[]>>, draftId = this.session.current ?? ''): this {
    return this.inbound({ kind: 'form', draftId, values });
  }

  /** Clicks choices of the last prompt that had any; raw ids (« 3.yes ») are sent as they are. */
  click(...values: string[]): this {
    const prompt = this.said.findLast(({ choices }) => choices.length > 0)?.prompt ?? 0;
    return this.inbound({
      kind: 'choice',
      values: values.map(value => (/^\d+\./.test(value) ? value : `${prompt}.${value}`)),
    });
  }

  /** Lets time pass; wake-ups due meanwhile happen at their time. Adds up what they say. */
  wait(seconds: number): this {
    const until = this.now + seconds * 1000;
    const effects: Effect[] = [];
    for (let due = this.session.wakeAt; due !== null && due <= iso(until); due = this.session.wakeAt) {
      this.now = Math.max(this.now, Date.parse(due));
      this.step({ kind: 'wake' });
      effects.push(...this.effects);
      assert(this.session.wakeAt === null || this.session.wakeAt > iso(this.now), 'a wake-up that comes back at once');
    }
    this.now = until;
    this.effects = effects;
    return this;
  }

  inbound(
    event: Draftable<InboundEvent>,
    given: Given = {},
    quoted: { draftId: string; question: string } | null = null,
  ): this {
    this.now += 1000;
    this.events += 1;
    const { address } = this.session;
    const whole = {
      eventId: `e${this.events}`,
      order: String(this.events).padStart(6, '0'),
      at: iso(this.now),
      address,
      author: { platform: address.platform, workspace: address.workspace, userId: address.userId, displayName: 'Ana' },
      direct: true,
      ...given,
      ...event,
    } as InboundEvent;
    return this.step({ kind: 'inbound', event: whole, quoted, random: 'abcd2345jkmn' });
  }

  step(event: StepEvent): this {
    const before = JSON.stringify(this.session);
    const { session, effects } = step(this.session, this.context, event, iso(this.now));
    assert.equal(JSON.stringify(this.session), before, 'the session given was changed');
    const parsed = JSON.parse(JSON.stringify(session)) as Session;
    assert.deepEqual(parsed, session);
    assert.deepEqual([...wrongEffects(effects, session), ...wrongState(session)], []);
    this.session = parsed;
    this.effects = effects;
    this.said.push(...effects.filter(effect => effect.type === 'say'));
    return this;
  }

  /** Answers up to the first question of an axis: notice, presentation. */
  begin(axis = 1): this {
    return this.say(`contribuer ${axis}`, '1', '1');
  }

  /** Begins, and answers the first question and the profile, so that only questions follow. */
  settle(axis: 1 | 2 = 1): this {
    this.begin(axis).say(axis === 1 ? '1' : 'il manque des permanences le soir');
    return this.wait(5).say('2', '74');
  }

  /** Phrase keys said in the last turn. */
  get keys(): readonly string[] {
    return this.effects.flatMap(effect => (effect.type === 'say' ? effect.phrases.map(({ key }) => key) : []));
  }

  get last(): Say {
    const last = this.said.at(-1);
    if (last === undefined) throw new Error('nothing was said yet');
    return last;
  }

  /** The choices of the last prompt, as values. */
  get choices(): readonly string[] {
    return this.last.choices.map(({ value }) => value);
  }

  /** The name of the stage, and of the question asked in it (« question:publics »). */
  get stage(): string {
    const { stage } = this.session;
    if (stage.name !== 'question') return stage.name;
    return `question:${stage.question}${stage.followUp ? '.relance' : ''}${stage.field === null ? '' : `.${stage.field}`}`;
  }

  get draft(): Draft {
    const { current, drafts } = this.session;
    const draft = drafts[current ?? ''] ?? Object.values(drafts).at(-1);
    if (draft === undefined) throw new Error('no draft');
    return draft;
  }

  value(name: string): AnswerValue | undefined {
    return this.draft.answers[name]?.value;
  }

  texts(name: string): readonly string[] {
    return this.draft.answers[name]?.parts.map(({ text }) => text) ?? [];
  }

  of<T extends Effect['type']>(type: T): readonly Extract<Effect, { type: T }>[] {
    return this.effects.filter((effect): effect is Extract<Effect, { type: T }> => effect.type === type);
  }
}

/** A phrase of the last turn, with its parameters. */
export function phraseOf(person: Person, key: string): Readonly<Record<string, unknown>> {
  const phrases = person.effects.flatMap(effect => (effect.type === 'say' ? effect.phrases : []));
  const found = phrases.find(phrase => phrase.key === key);
  if (found === undefined) throw new Error(`« ${key} » was not said: ${person.keys.join(', ')}`);
  return found.params;
}

export const file = (name: string, fileId?: string): InboundFile => ({
  source: `source of ${name}`,
  name,
  mediaType: 'application/pdf',
  bytes: 1000,
  ...(fileId === undefined ? {} : { fileId }),
});
