/**
 * One workshop played through `step` and worded, for tests: its state is serialized and parsed between every two turns,
 * wake-ups come at their time, and what it sends is « delivered » at once.
 */
import { deepStrictEqual } from 'node:assert/strict';
import type { Consultation } from '#consultation/definition.ts';
import type { InboundEvent } from '#messaging/inbound.ts';
import { plainText } from '#messaging/markdown.ts';
import { createDefaultWording } from '#usecases/default-wording.ts';
import { DRAFT_ENGINE } from '#usecases/workshop/draft-engine.ts';
import {
  newWorkshop,
  openWorkshop,
  stepWorkshop,
  type Workshop,
  type WorkshopContext,
  type WorkshopEffect,
  type WorkshopEvent,
} from '#workshop/index.ts';

const wording = createDefaultWording();

export interface PlayOptions {
  readonly axis?: number;
  readonly facilitator?: string;
  readonly lang?: string;
  readonly start?: string;
  readonly opensThread?: boolean;
  /** Whether a language model is there to reword drafts. */
  readonly rewords?: boolean;
}

export class Play {
  readonly context: WorkshopContext;
  workshop: Workshop;
  /** Milliseconds since 1970. */
  now: number;
  /** What was said, and what people did, in order. */
  readonly lines: string[] = [];
  readonly effects: WorkshopEffect[] = [];
  /** Not written and read back between turns: for long plays. */
  inMemory = false;
  #events = 0;
  #messages = 0;

  constructor(consultation: Consultation, options: PlayOptions = {}) {
    const { axis: number = 4, facilitator = 'Zoé', lang = 'fr', start = '2027-02-10T14:00:00.000Z' } = options;
    this.context = {
      consultation,
      revisions: Object.fromEntries(consultation.axes.map(axis => [axis.revision, axis])),
      engine: DRAFT_ENGINE,
      ...(options.rewords === true ? { rewords: true } : {}),
    };
    const axis = consultation.axes.find(one => one.number === number);
    if (axis === undefined) throw new Error(`no axis ${number}`);
    this.now = Date.parse(start);
    const opensThread = options.opensThread ?? true;
    const made = newWorkshop({
      id: 'w1',
      network: 'n1',
      consultation: consultation.name,
      axis,
      lang,
      place: { platform: 'terminal', workspace: 'local', channel: 'salon', thread: null },
      facilitator: { workspace: 'local', userId: facilitator, displayName: facilitator },
      opensThread,
      now: this.at(),
    });
    this.workshop = made;
    this.#settle(openWorkshop(made, this.context, this.at()));
  }

  at(): string {
    return new Date(this.now).toISOString();
  }

  /** Somebody writes; returns the message's name. */
  says(who: string, text: string, mayFacilitate = false): string {
    const ref = `m${this.#events + 1}`;
    this.lines.push('', `${who} : ${text}`);
    this.#hear({ ...this.#base(who), kind: 'message', ref, text, files: [], replyTo: null }, mayFacilitate);
    return ref;
  }

  /** Somebody sends a voice message. */
  speaks(who: string): void {
    this.lines.push('', `${who} parle`);
    const sound = { source: 's', name: 'voice.ogg', mediaType: 'audio/ogg', bytes: 9_000, audio: { seconds: 42 } };
    const ref = `m${this.#events + 1}`;
    this.#hear({ ...this.#base(who), kind: 'message', ref, text: '', files: [sound], replyTo: null });
  }

  clicks(who: string, ...values: string[]): void {
    this.lines.push('', `${who} clique ${values.join(', ')}`);
    this.#hear({ ...this.#base(who), kind: 'choice', values: values.map(value => `w.${value}`) });
  }

  reacts(who: string, mark: string, emoji: string, added = true): void {
    this.lines.push('', `${who} ${added ? 'réagit' : 'retire sa réaction'} ${emoji}`);
    const ref = this.workshop.marks[mark] ?? 'nowhere';
    this.#hear({ ...this.#base(who), kind: 'reaction', ref, emoji, added });
  }

  edits(who: string, ref: string, text: string): void {
    this.lines.push('', `${who} modifie son message : ${text}`);
    this.#hear({ ...this.#base(who), kind: 'edit', ref, text });
  }

  deletes(who: string, ref: string): void {
    this.lines.push('', `${who} efface son message`);
    this.#hear({ ...this.#base(who), kind: 'deletion', ref });
  }

  event(event: WorkshopEvent): void {
    this.#settle(stepWorkshop(this.workshop, this.context, event, this.at()));
  }

  /** Time passes; what is due on the way happens at its own time. */
  waits(seconds: number): void {
    const target = this.now + seconds * 1000;
    for (let turns = 0; turns < 10_000; turns += 1) {
      const { wakeAt } = this.workshop;
      if (wakeAt === null || Date.parse(wakeAt) > target) break;
      this.now = Math.max(this.now, Date.parse(wakeAt));
      this.lines.push('', `(${this.at().slice(11, 19)})`);
      this.event({ kind: 'wake' });
      if (this.workshop.wakeAt !== null && this.workshop.wakeAt <= this.at()) throw new Error('woken for nothing');
    }
    this.now = target;
  }

  /** The phase, and the step of a question. */
  where(): string {
    const { phase } = this.workshop;
    return phase.name === 'question' ? `${phase.name}/${phase.step}` : phase.name;
  }

  /** The transcript so far. */
  text(): string {
    return `${this.lines.join('\n').trim()}\n`;
  }

  /** What the bot said since `from` (an index of `lines`). */
  saidSince(from: number): string {
    return this.lines.slice(from).join('\n');
  }

  #hear(event: InboundEvent, mayFacilitate = false): void {
    this.event({ kind: 'inbound', event, mayFacilitate });
    this.now += 1000;
  }

  #base(who: string) {
    this.#events += 1;
    const { platform, workspace, channel, thread } = this.workshop.place;
    return {
      eventId: `e${this.#events}`,
      order: `${this.at()}/${String(this.#events).padStart(9, '0')}`,
      at: this.at(),
      address: { platform, workspace, channel, thread, userId: who },
      author: { platform, workspace, userId: who, displayName: who },
      direct: false,
    } as const;
  }

  #settle({ workshop, effects }: { workshop: Workshop; effects: readonly WorkshopEffect[] }): void {
    this.workshop = this.inMemory ? workshop : roundTrip(workshop);
    this.effects.push(...effects);
    for (const effect of effects) this.#write(effect);
    for (const effect of effects) {
      if (effect.type !== 'say' || effect.mark === null) continue;
      this.#messages += 1;
      const ref = `r${this.#messages}`;
      this.event({
        kind: 'delivered',
        mark: effect.mark,
        ref,
        thread: effect.opens === null ? null : `t${this.#messages}`,
      });
    }
  }

  #write(effect: WorkshopEffect): void {
    const { lang } = this.workshop;
    if (effect.type === 'say') {
      const where = effect.where === 'channel' ? 'Robot (dans le salon)' : 'Robot';
      const texts = effect.phrases.map(phrase => plainText(wording.word(lang, phrase)).replaceAll('\u00A0', ' '));
      if (texts.join('\n').includes('\u0000'))
        texts.splice(0, texts.length, ...texts.map(text => text.replace(/\u0000reference:\w+/, 'A4-0137')));
      this.lines.push(
        '',
        `${where} :`,
        ...texts
          .join('\n')
          .split('\n')
          .map(line => `  ${line}`),
      );
      for (const { label } of effect.choices)
        this.lines.push(`  [${wording.label(lang, label).replaceAll('\u00A0', ' ')}]`);
      if (effect.minutes) this.lines.push('  (compte rendu joint)');
    } else if (effect.type !== 'enlist') {
      const facts = effect.type === 'tellMembers' ? ` ${effect.news} ${effect.members.length}` : '';
      this.lines.push(`  — ${effect.type}${facts}`);
    }
  }
}

function roundTrip(workshop: Workshop): Workshop {
  const read = JSON.parse(JSON.stringify(workshop)) as Workshop;
  deepStrictEqual(read, workshop, 'a workshop must be plain data');
  return deepFreeze(read);
}

/** A step that changed its workshop in place would throw. */
function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const child of Object.values(value)) deepFreeze(child);
  }
  return value;
}
