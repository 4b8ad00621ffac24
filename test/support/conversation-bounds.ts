/** What holds after every turn of a conversation, whatever was done. Each returns what is wrong, in words. */
import type { Effect, Say, Session } from '#conversation/index.ts';
import {
  MAX_ANSWER_CHARACTERS,
  MAX_ANSWER_PARTS,
  MAX_CHOICE_VALUE,
  MAX_CO_AUTHORS,
  MAX_DRAFTS,
  MAX_FILES_PER_ANSWER,
  MAX_SHORT_TEXT_CHARACTERS,
} from '#conversation/limits.ts';
import { PHRASES } from '#conversation/phrase-keys.ts';
import type { Answer } from '#conversation/session.ts';
import { CATALOGS } from '#wording/catalogs.ts';

const FRENCH = CATALOGS['fr'] as Readonly<Record<string, string>>;

/** Words that say what to do next: a command between quotation marks, a question, an imperative, whom to ask. */
const NEXT_STEP =
  /«|\?|[ÉéEe]crivez|[Rr]épondez|[Rr]?[Ee]nvoyez|[Aa]ttendez|[Cc]onfirmez|[Dd]emandez|\{(?:contact|label|text)\}/u;

export function wrongEffects(effects: readonly Effect[], session: Session): readonly string[] {
  return effects.flatMap(effect => (effect.type === 'say' ? wrongSay(effect, session) : []));
}

function wrongSay(say: Say, session: Session): readonly string[] {
  const wrong: string[] = [];
  const words = say.phrases.map(({ key }) => FRENCH[key] ?? '');
  if (say.phrases.length === 0) wrong.push('a message without words');
  if (say.prompt > session.prompt) wrong.push('a prompt of the future');
  // While messages are gathered the silence is the next step.
  const isWriting = session.stage.name === 'question' && session.stage.burst !== null;
  if (!isWriting && say.choices.length === 0 && say.question === null && !words.some(text => NEXT_STEP.test(text)))
    wrong.push(`no way forward after ${say.phrases.map(({ key }) => key).join(', ')}`);
  const values = say.choices.map(({ value }) => value);
  if (new Set(values).size < values.length) wrong.push(`choices of one value: ${values.join(' ')}`);
  for (const value of values)
    if (value.length > MAX_CHOICE_VALUE || !/^[\x21-\x7E]+$/.test(value)) wrong.push(`choice value « ${value} »`);
  if (!Number.isInteger(say.choicesMax) || say.choicesMax < 1) wrong.push(`choicesMax ${say.choicesMax}`);
  for (const { key, params } of say.phrases) {
    const wanted = [...PHRASES[key]].toSorted().join();
    if (Object.keys(params).toSorted().join() !== wanted) wrong.push(`parameters of ${key}`);
  }
  return wrong;
}

export function wrongState(session: Session): readonly string[] {
  const wrong: string[] = [];
  if (session.schema !== 1) wrong.push(`schema ${session.schema}`);
  const drafts = Object.entries(session.drafts);
  if (drafts.length > MAX_DRAFTS) wrong.push(`${drafts.length} drafts`);
  for (const [id, draft] of drafts) {
    if (draft.id !== id) wrong.push(`draft ${draft.id} under ${id}`);
    if (draft.coAuthors.length > MAX_CO_AUTHORS) wrong.push('too many co-authors');
    if (draft.status === 'submitted' && draft.version < 1) wrong.push('submitted without a version');
    for (const [name, answer] of Object.entries(draft.answers))
      for (const problem of wrongAnswer(answer)) wrong.push(`${name}: ${problem}`);
  }
  return [...wrong, ...wrongPlace(session)];
}

function wrongAnswer({ value, parts }: Answer): readonly string[] {
  const wrong: string[] = [];
  if (parts.length > MAX_ANSWER_PARTS) wrong.push(`${parts.length} messages`);
  if (parts.map(({ text }) => text).join('\n').length > MAX_ANSWER_CHARACTERS) wrong.push('too long');
  if (value.kind === 'text' && value.text !== parts.map(({ text }) => text).join('\n')) wrong.push('not its messages');
  if (value.kind === 'choices' && (value.other?.length ?? 0) > MAX_ANSWER_CHARACTERS) wrong.push('too long a word');
  if (value.kind === 'files' && value.files.length > MAX_FILES_PER_ANSWER) wrong.push(`${value.files.length} files`);
  if (value.kind === 'choices' && value.names.length === 0) wrong.push('no choice');
  return wrong;
}

/** Where the person stands: nothing that is being written hides behind another stage, and silence is waited for. */
function wrongPlace({ stage, aside, wakeAt, profile }: Session): readonly string[] {
  const wrong: string[] = [];
  const behind = stage.name === 'confirm' || stage.name === 'paused' ? stage.back : aside?.stage;
  if (behind?.name === 'question' && behind.burst !== null) wrong.push('messages gathered behind another stage');
  if (stage.name === 'question' && stage.burst !== null) {
    if (wakeAt !== stage.burst.closesAt) wrong.push('no wake at the end of the burst');
    if (stage.burst.closesAt > stage.burst.latestAt) wrong.push('a burst beyond its bound');
  }
  if ((profile.organisation ?? '').length > MAX_SHORT_TEXT_CHARACTERS) wrong.push('too long an organisation');
  if ((profile.actor?.other ?? '').length > MAX_SHORT_TEXT_CHARACTERS) wrong.push('too long an actor');
  return wrong;
}
