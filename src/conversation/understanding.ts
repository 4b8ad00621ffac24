/** Tells a command from an answer where a text could be both. */
import { questionByName } from '#consultation/inspect.ts';
import { fold } from '#text/index.ts';
import { COMMANDS, type CommandName } from './command-words.ts';
import type { Intent } from './intent.ts';
import { offeredChoices } from './question-choices.ts';
import { readAnswer } from './read-answer.ts';
import type { QuestionStage, Stage } from './stage.ts';
import { axisOf, currentDraft, type Input, local, type Turn } from './turn.ts';

/** Words that are commands elsewhere and a menu's own options at these stages: the menu is asked first. */
const OWN: Readonly<Partial<Record<Stage['name'], readonly CommandName[]>>> = {
  welcome: ['hello', 'more', 'resume'],
  notice: ['resume', 'stop', 'notice'],
  presentation: ['presentation'],
  part: ['resume', 'submit', 'review'],
  review: ['submit', 'keep', 'modify', 'presentation', 'pause'],
  contribution: ['modify', 'keep', 'back'],
  myData: ['presentation', 'erase', 'back'],
  confirm: ['keep', 'help'],
  language: ['language'],
  coAuthors: [],
};

export function ownsCommand(stage: Stage, command: CommandName): boolean {
  return OWN[stage.name]?.includes(command) === true;
}

/** Whether a misspelt command could be the answer of a stage that takes free text. */
export function readsAsAnswer(_turn: Turn, stage: Stage, _input: Input): boolean {
  return (
    stage.name === 'organisation' ||
    stage.name === 'territory' ||
    stage.name === 'actorOther' ||
    stage.name === 'mandateOrganisation' ||
    stage.name === 'mandateValidated' ||
    stage.name === 'coAuthors'
  );
}

/** At a question: obey the command, take the text as the answer, or ask which was meant. */
export function isAmbiguous(turn: Turn, stage: QuestionStage, intent: Intent, text: string): 'obey' | 'answer' | 'ask' {
  const draft = currentDraft(turn);
  const question = draft === undefined ? undefined : questionByName(axisOf(turn, draft), stage.question);
  if (draft === undefined || question === undefined) return 'obey';
  const free = stage.followUp || stage.otherFor !== null || question.type === 'text' || question.type === 'longtext';
  if (free) {
    if (intent.fuzzy || !isTaught(intent, text)) return 'ask';
    return sharesWord(local(turn, stage.followUp ? (question.followUp ?? question.label) : question.label), text)
      ? 'ask'
      : 'obey';
  }
  if (stage.placeFor !== null || stage.field !== null) return intent.fuzzy ? 'answer' : 'obey';
  const labels = offeredChoices(turn, draft, question).map(choice => local(turn, choice.label));
  const clash = [local(turn, question.label), ...labels].some(label => sharesWord(label, text));
  const reads = readAnswer(turn, draft, question, text).kind !== 'refused';
  if (reads && (intent.fuzzy || intent.command === 'done' || intent.command === 'hello' || intent.command === 'more'))
    return 'answer';
  return (reads && labels.length > 0) || clash ? 'ask' : 'obey';
}

/** The first words of each language that we teach, and anything of several words: nobody answers « mes données » by chance. */
function isTaught(intent: Intent, text: string): boolean {
  const folded = fold(text.replace(/^[/!]+/, ''));
  if (folded.includes(' ') || /^[/!]/.test(text)) return true;
  const words = COMMANDS.find(command => command.name === intent.command)?.words ?? [];
  return words.slice(0, 2).includes(folded) && !WORDS_OF_EVERY_DAY.has(intent.command);
}

/** Commands whose lone word people also write as an answer. */
const WORDS_OF_EVERY_DAY: ReadonlySet<CommandName> = new Set([
  'themes',
  'reminders',
  'news',
  'contributions',
  'presentation',
  'notice',
  'coAuthors',
  'link',
]);

/** Whether the text, a lone word, stands in the label too (« aide », « quelles aides manquent ? »). */
function sharesWord(label: string, text: string): boolean {
  const word = stem(fold(text));
  if (word.includes(' ')) return false;
  return fold(label)
    .split(/[^a-z0-9]+/)
    .some(candidate => stem(candidate) === word);
}

function stem(word: string): string {
  return word.length > 3 ? word.replace(/(?:es|s|x)$/, '').replace(/e$/, '') : word;
}
