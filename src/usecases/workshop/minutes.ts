/** The minutes of a workshop, as they stand: an accessible page, without any account's name that was not asked for. */
import type { Consultation, Localized } from '#consultation/definition.ts';
import { questionByName, textIn } from '#consultation/inspect.ts';
import type { Axis } from '#consultation/definition.ts';
import type { Block, Document } from '#documents/document.ts';
import { toHtml } from '#documents/html.ts';
import type { FileBody } from '#messaging/index.ts';
import { describePlace, placeByCode } from '#text/index.ts';
import { isoDayIn } from '#text/instants.ts';
import { otherIdeas } from '#workshop/answers.ts';
import { leaderOf, voters } from '#workshop/ideas.ts';
import type { Idea, Workshop } from '#workshop/index.ts';
import { MODEL, type Sentence } from '#workshop/workshop.ts';
import { type MinutesKey, MINUTES_WORDS } from './minutes-words.ts';
import { present } from '#workshop/turn.ts';
import { sayDay } from '#wording/moments.ts';

export interface MinutesMaker {
  readonly consultation: Consultation;
  readonly revisions: Readonly<Record<string, Axis>>;
}

export function printMinutes(maker: MinutesMaker, workshop: Workshop, name: string): FileBody {
  const html = toHtml(minutesOf(maker, workshop));
  return { name, mediaType: 'text/html', bytes: new TextEncoder().encode(html) };
}

/** In place of the minutes of a contribution that the moderation hid: that it did, and whom to ask. */
export function printWithheld({ consultation, revisions }: MinutesMaker, workshop: Workshop, name: string): FileBody {
  const { lang, sent } = workshop;
  const say = sayIn(lang);
  const axis = revisions[workshop.revision] ?? consultation.axes.find(one => one.number === workshop.axis);
  const theme = axis === undefined ? '' : textIn(axis.theme, lang, consultation.defaultLanguage);
  const lines = [say('withheld'), `${say('contact')} ${consultation.staffContact}`];
  const items = [`${say('reference')} ${sent?.reference ?? ''}`];
  const blocks: Block[] = [
    { kind: 'note', lines },
    { kind: 'list', ordered: false, items },
  ];
  const html = toHtml({ lang, title: `${say('title')} ${theme}`, subtitle: null, contents: false, blocks });
  return { name, mediaType: 'text/html', bytes: new TextEncoder().encode(html) };
}

/** The document itself: what was decided, each answer with the ideas it stands on, the ideas beside, who was there. */
export function minutesOf({ consultation, revisions }: MinutesMaker, workshop: Workshop): Document {
  const { lang, plan, sent, startedAt, createdAt } = workshop;
  const axis = revisions[workshop.revision] ?? consultation.axes.find(one => one.number === workshop.axis);
  const local = (text: Localized): string => textIn(text, lang, consultation.defaultLanguage);
  const say = sayIn(lang);
  const theme = axis === undefined ? '' : local(axis.theme);
  const fact = (key: MinutesKey, value: string | null): string[] => (value === null ? [] : [`${say(key)} ${value}`]);
  const places = plan.places
    .flatMap(code => placeByCode(code) ?? [])
    .map(place => describePlace(place, lang))
    .join(', ');
  const facts = [
    ...fact('heldOn', sayDay(isoDayIn(startedAt ?? createdAt, consultation.timeZone), lang)),
    ...fact('venue', plan.venue),
    ...fact('audience', plan.audience),
    ...fact('places', places === '' ? null : places),
    ...fact('present', String(present(workshop))),
    ...fact('reference', sent?.reference ?? null),
  ];
  const label = (question: string): string => {
    const found = axis === undefined ? undefined : questionByName(axis, question);
    return found === undefined ? question : local(found.labelUnknown ?? found.label).replace(/ ?\{territoire\}/u, '');
  };
  const blocks: Block[] = [
    {
      kind: 'note',
      lines: [
        say(sent === null || sent.withdrawn ? 'notSent' : 'sent'),
        say(workshop.proposals.some(one => one.by === MODEL) ? 'robotAndModel' : 'robot'),
      ],
    },
    { kind: 'list', ordered: false, items: facts },
    ...plan.questions.flatMap((question, i) => [
      { kind: 'heading' as const, level: 2 as const, text: `${i + 1}. ${label(question)}`, id: `q${i + 1}` },
      ...answerBlocks(workshop, question, say, name => choiceLabel(axis, question, name, local)),
    ]),
    ...validationBlocks(workshop, say),
    ...peopleBlocks(workshop, say),
  ];
  return { lang, title: `${say('title')} ${theme}`, subtitle: null, contents: true, blocks };
}

type Say = (key: MinutesKey) => string;

function sayIn(lang: string): Say {
  return key => MINUTES_WORDS[lang.startsWith('en') ? 'en' : 'fr'][key];
}

function choiceLabel(
  axis: Axis | undefined,
  question: string,
  name: string,
  local: (text: Localized) => string,
): string {
  const choice = axis?.questions.find(one => one.name === question)?.choices.find(one => one.name === name);
  return choice === undefined ? name : local(choice.labelUnknown ?? choice.label);
}

function answerBlocks(
  workshop: Workshop,
  question: string,
  say: Say,
  labelOf: (name: string) => string,
): readonly Block[] {
  const answer = workshop.answers[question];
  const blocks: Block[] = [{ kind: 'heading', level: 3, text: say('answer') }];
  if (answer === undefined) blocks.push({ kind: 'paragraph', line: say('none') });
  else if (answer.value?.kind === 'choices')
    blocks.push({ kind: 'list', ordered: true, items: answer.value.names.map(labelOf) });
  else
    for (const sentence of answer.sentences)
      blocks.push({ kind: 'quote', text: sentence.text, source: originOf(workshop, sentence, say) });
  const all = Object.values(workshop.ideas).filter(idea => idea.question === question && !idea.withdrawn);
  if (all.length > 0) {
    const beside = new Set(otherIdeas(workshop, question));
    const rows = all.map(idea => [
      String(idea.n),
      idea.text,
      say(idea.via),
      String(voters(workshop, leaderOf(workshop, idea.id) ?? idea).length),
      situation(workshop, idea, beside, say),
    ]);
    const columns = ['number', 'idea', 'from', 'votes', 'place'] as const;
    blocks.push({ kind: 'table', caption: say('allIdeas'), columns: columns.map(say), rows });
  }
  return [...blocks, ...stanceBlocks(workshop, question, say), ...proposalBlocks(workshop, question, say)];
}

/** Where a sentence of the answer comes from, and whether somebody should look at it again. */
function originOf(workshop: Workshop, { ideas, kind, doubts = [] }: Sentence, say: Say): string {
  const numbers = ideas.flatMap(id => workshop.ideas[id]?.n ?? []).join(', ');
  const stands = numbers === '' ? say('byHand') : `${say(kind === 'reservation' ? 'onIdea' : 'standsOn')} ${numbers}`;
  const by = kind === 'model' ? [say('byModel')] : [];
  return [...by, stands, ...(doubts.length > 0 ? [say('toVerify')] : [])].join('. ');
}

function situation(workshop: Workshop, idea: Idea, beside: ReadonlySet<string>, say: Say): string {
  if (idea.aside) return say('aside');
  const leader = idea.under === null ? undefined : workshop.ideas[idea.under];
  const same = leader === undefined ? '' : `${say('sameAs')} ${leader.n}. `;
  return same + say(beside.has(idea.id) ? 'beside' : 'used');
}

function stanceBlocks(workshop: Workshop, question: string, say: Say): readonly Block[] {
  const items = workshop.stances.flatMap(({ idea: id, kind, text }) => {
    const idea = workshop.ideas[id];
    if (idea === undefined || idea.question !== question || idea.withdrawn) return [];
    return [`${say(kind)} ${idea.n}${text === '' ? '' : ` : ${text}`}`];
  });
  if (items.length === 0) return [];
  return [
    { kind: 'heading', level: 3, text: say('stances') },
    { kind: 'list', ordered: false, items },
  ];
}

function proposalBlocks(workshop: Workshop, question: string, say: Say): readonly Block[] {
  const items = workshop.proposals
    .filter(one => one.question === question && one.text !== '')
    .map(one => `${say(one.status)} ${one.by === MODEL ? `(${say('ofModel')}) ` : ''}${one.text}`);
  if (items.length === 0) return [];
  return [
    { kind: 'heading', level: 3, text: say('proposals') },
    { kind: 'list', ordered: false, items },
  ];
}

function validationBlocks({ validation }: Workshop, say: Say): readonly Block[] {
  if (validation === null) return [];
  const agreed = validation.approvals.length + validation.hands;
  const objections = validation.objections.map(({ text }) => (text === '' ? say('noReason') : text));
  return [
    { kind: 'heading', level: 2, text: say('validation'), id: 'validation' },
    { kind: 'list', ordered: false, items: [`${say('agreed')} ${agreed}`, `${say('quorum')} ${validation.quorum}`] },
    ...(objections.length === 0
      ? []
      : ([
          { kind: 'heading', level: 3, text: say('objections') },
          { kind: 'list', ordered: false, items: objections },
        ] as const)),
  ];
}

/** Only those who want their name shown; the others are counted. */
function peopleBlocks(workshop: Workshop, say: Say): readonly Block[] {
  const there = Object.values(workshop.members).filter(member => member.takesPart);
  const named = there.flatMap(({ shownName, organisation, mandated }) => {
    if (shownName === null && organisation === null) return [];
    const of = organisation === null ? '' : `${mandated ? say('mandated') : ''}${organisation}`;
    return [[shownName ?? say('unnamed'), of].filter(part => part !== '').join(', ')];
  });
  const others = there.length - named.length;
  return [
    { kind: 'heading', level: 2, text: say('people'), id: 'people' },
    { kind: 'list', ordered: false, items: [...named, `${say('othersUnnamed')} ${others}`] },
  ];
}
