/** Tells a command from an answer where a text could be both. */
import { questionByName } from '#consultation/inspect.ts';
import type { Question } from '#consultation/definition.ts';
import { fold } from '#text/index.ts';
import type { CommandName } from './command-words.ts';
import { isOpenQuestion } from './drafts.ts';
import type { Intent } from './intent.ts';
import { offeredChoices } from './question-choices.ts';
import { readAnswer } from './read-answer.ts';
import { followUpLabel } from './put-question.ts';
import { answerName } from './record.ts';
import type { Draft } from './session.ts';
import type { QuestionStage, Stage, StageName } from './stage.ts';
import { axisOf, currentDraft, local, type Turn } from './turn.ts';

/** What a text that reads as a command is: obeyed, an answer, or asked about. */
export type Meaning = 'command' | 'answer' | 'ask';

/** Words that are commands elsewhere and a menu's own options at these stages: the menu is asked first. */
const OWN: Readonly<Partial<Record<StageName, readonly CommandName[]>>> = {
  welcome: ['hello', 'more', 'resume'],
  notice: ['resume', 'stop', 'notice'],
  presentation: ['presentation'],
  themes: ['contribute'],
  part: ['resume', 'submit', 'review', 'more'],
  review: ['submit', 'keep', 'modify', 'presentation', 'pause'],
  contribution: ['modify', 'keep', 'back', 'review'],
  contributions: ['modify'],
  myData: ['presentation', 'erase', 'back', 'keep'],
  confirm: ['keep', 'help'],
  language: ['language'],
  reminded: ['resume', 'pause', 'stop', 'contribute'],
};

export function ownsCommand(stage: Stage, command: CommandName): boolean {
  return OWN[stage.name]?.includes(command) === true;
}

/** Stages that take any words for the answer. */
const FREE: readonly StageName[] = [
  'organisation',
  'actorOther',
  'territory',
  'mandateOrganisation',
  'mandateValidated',
  'coAuthors',
];

/** Stages at which words may be the answer: a staff command said there is asked about. */
export function awaitsWords({ name }: Stage): boolean {
  return name === 'question' || FREE.includes(name);
}

/** Of a text that reads as the command `intent`, at the present stage. */
export function meaningOf(turn: Turn, intent: Intent, text: string): Meaning {
  const { stage } = turn.session;
  if (intent.command === 'keep' && !canKeep(stage)) return 'answer';
  if (intent.called && !intent.fuzzy) return 'command';
  if (FREE.includes(stage.name)) return intent.fuzzy ? 'answer' : intent.taught ? 'command' : 'ask';
  return stage.name === 'question' ? meaningAtQuestion(turn, stage, intent, text) : 'command';
}

/** « Garder » means something where an answer already stands. */
export function canKeep(stage: Stage): boolean {
  return (stage.name === 'question' && stage.replacing) || (stage.name === 'organisation' && stage.wish === null);
}

function meaningAtQuestion(turn: Turn, stage: QuestionStage, intent: Intent, text: string): Meaning {
  const draft = currentDraft(turn);
  const question = draft === undefined ? undefined : questionByName(axisOf(turn, draft), stage.question);
  if (draft === undefined || question === undefined) return 'command';
  const field = question.fields.find(({ name }) => name === stage.field);
  if (stage.otherFor !== null || field?.type === 'text') return intent.taught ? 'command' : 'ask';
  if (stage.placeFor !== null || field !== undefined) return intent.fuzzy ? 'answer' : 'command';
  if (isOpenQuestion(question, answerName(stage))) return meaningInWords(turn, stage, question, intent, text);
  return meaningAmongChoices(turn, draft, question, intent, text);
}

/**
 * Where the answer is written freely: words that we don't teach, or only nearly a command's, are asked about. While it
 * is being written only clear words interrupt it.
 */
function meaningInWords(turn: Turn, stage: QuestionStage, question: Question, intent: Intent, text: string): Meaning {
  if (intent.command === 'done' && !intent.fuzzy) return 'command';
  const label = stage.followUp ? followUpLabel(turn, currentDraft(turn), question) : local(turn, question.label);
  const meaning = intent.taught && !sharesWord(label, text) ? 'command' : 'ask';
  if (stage.burst === null) return meaning;
  return meaning === 'ask' || intent.command === 'hello' ? 'answer' : meaning;
}

function meaningAmongChoices(turn: Turn, draft: Draft, question: Question, intent: Intent, text: string): Meaning {
  const labels = offeredChoices(turn, draft, question).map(choice => local(turn, choice.label));
  // Anything reads as the beginning of a structured answer.
  const whole = question.type !== 'structured';
  const reads = whole && readAnswer(turn, draft, question, text).kind !== 'refused';
  if (intent.fuzzy) return reads || !whole ? 'answer' : 'command';
  const clash = [local(turn, question.label), ...labels].some(label => sharesWord(label, text));
  if (clash || (reads && labels.length > 0)) return 'ask';
  return (reads || !whole) && !intent.taught ? 'ask' : 'command';
}

/** Whether the text, a lone word, stands in the label too (« aide », « quelles aides manquent ? »). */
function sharesWord(label: string, text: string): boolean {
  const word = stem(fold(text));
  if (word.includes(' ')) return false;
  return fold(label)
    .split(/[^\p{L}\p{N}]+/u)
    .some(candidate => stem(candidate) === word);
}

function stem(word: string): string {
  return word.length > 3 ? word.replace(/(?:es|s|x)$/, '').replace(/e$/, '') : word;
}
