/** Two questions about who speaks, once, right after the first answer: kind of actor, territory. Both may be skipped. */
import { cleanText, readChoices } from '#text/index.ts';
import { pickCandidate } from '../candidates.ts';
import { advance, leave } from '../flow.ts';
import { MAX_SHORT_TEXT_CHARACTERS } from '../limits.ts';
import { type Param, type Phrase, phrase } from '../phrases.ts';
import { ownerOf, profileOf, setProfile } from '../profile.ts';
import { choiceValue, clickedName } from '../question-choices.ts';
import { readPlace } from '../read-answer.ts';
import type { Profile } from '../session.ts';
import type { Stage, StageOf } from '../stage.ts';
import { ask, currentDraft, goTo, type Input, local, tell, type Turn } from '../turn.ts';
import type { StageModule } from './module.ts';

/** The profile that the stage is about: the person's, or that of the one whose words are written down. */
function subject(turn: Turn, { self }: { readonly self: boolean }): { collected: boolean; profile: Profile } {
  const draft = self ? undefined : currentDraft(turn);
  const collected = draft?.collectedFrom ?? null;
  return { collected: collected !== null, profile: collected?.profile ?? turn.session.profile };
}

function change(turn: Turn, stage: { readonly self: boolean }, input: Input | null, changed: Partial<Profile>): void {
  setProfile(turn, ownerOf(turn, stage.self), changed, input?.kind === 'text' ? input.ref : null);
}

export const actor: StageModule<StageOf<'actor'>> = {
  prompt(turn, stage, mode) {
    const { actors } = turn.context.consultation;
    const { collected, profile } = subject(turn, stage);
    if (stage.self) tell(turn, ...current(actorSaid(turn, profile)));
    else if (mode === 'first') tell(turn, phrase(collected ? 'profile.introCollected' : 'profile.intro'));
    tell(turn, phrase(collected ? 'profile.actorCollected' : 'profile.actor'));
    ask(turn, {
      choices: actors.map(({ name, label }, i) => ({ value: choiceValue(name, i), label: local(turn, label) })),
    });
  },
  accept(turn, stage, input) {
    const picked = pickActor(turn, input);
    const choice = turn.context.consultation.actors.find(candidate => candidate.name === picked?.name);
    if (picked === null || choice === undefined) return false;
    if (choice.text === true && picked.other === '') {
      goTo(turn, { name: 'actorOther', self: stage.self, actor: choice.name });
      return true;
    }
    change(turn, stage, input, {
      actor: choice.text === true ? { name: choice.name, other: picked.other } : { name: choice.name },
    });
    leaveActor(turn, stage.self);
    return true;
  },
};

/** The kind of actor that the input names, with the words of « autre »; null where it names none, or several (told). */
export function pickActor(turn: Turn, input: Input): { name: string; other: string } | null {
  const { actors } = turn.context.consultation;
  if (input.kind === 'choice') return { name: clickedName(input.values[0] ?? '', actors), other: '' };
  const options = actors.map(choice => ({ name: choice.name, label: local(turn, choice.label) }));
  const reading = readChoices(input.text, options, false, turn.session.lang);
  if (!reading.ok) {
    const alike = options.filter(option => reading.candidates.includes(option.name)).map(({ label }) => label);
    if (reading.reason === 'ambiguous' && alike.length > 1)
      tell(turn, phrase('answer.choiceAmbiguous', { choices: { list: alike } }));
    return null;
  }
  const [name = ''] = reading.names;
  return { name, other: cleanText(reading.rest).slice(0, MAX_SHORT_TEXT_CHARACTERS) };
}

export const actorOther: StageModule<StageOf<'actorOther'>> = {
  prompt(turn) {
    tell(turn, phrase('question.other'));
    ask(turn);
  },
  accept(turn, stage, input) {
    if (input.kind !== 'text' || input.text === '') return false;
    if (input.text.length > MAX_SHORT_TEXT_CHARACTERS) {
      tell(turn, phrase('answer.shortTextTooLong', { max: MAX_SHORT_TEXT_CHARACTERS }));
      return false;
    }
    change(turn, stage, input, { actor: { name: stage.actor, other: input.text } });
    leaveActor(turn, stage.self);
    return true;
  },
};

/** From the actor to the territory, unless an answer named it already. */
export function leaveActor(turn: Turn, self: boolean): void {
  const draft = currentDraft(turn);
  const profile = draft === undefined ? turn.session.profile : profileOf(turn.session, draft);
  if (self || profile.places === undefined) goTo(turn, { name: 'territory', self, candidates: [] });
  else advance(turn);
}

export const territory: StageModule<StageOf<'territory'>> = {
  prompt(turn, stage) {
    const { collected, profile } = subject(turn, stage);
    const [only, ...others] = stage.candidates;
    if (only === undefined) {
      if (stage.self) tell(turn, ...current(placesSaid(profile)));
      tell(turn, phrase(collected ? 'profile.territoryCollected' : 'profile.territory'));
      return ask(turn, { search: 'places' });
    }
    if (others.length > 0) tell(turn, phrase('question.whichPlace'));
    else tell(turn, phrase('profile.confirmPlace', { place: { place: only } }));
    const places = stage.candidates.map(code => ({
      value: code,
      label: others.length === 0 ? phrase('yes') : phrase('place.label', { place: { place: code } }),
    }));
    const none = { value: 'none', label: phrase(others.length === 0 ? 'no' : 'profile.noneOfThese') };
    ask(turn, { choices: [...places, none] });
  },
  accept(turn, stage, input) {
    const chosen = pickCandidate(stage.candidates, input);
    if (chosen === 'none') {
      goTo(turn, { ...stage, candidates: [] });
      return true;
    }
    if (chosen !== null) return settle(turn, stage, input, [chosen]);
    if (input.kind !== 'text' || input.text === '' || input.text.length > MAX_SHORT_TEXT_CHARACTERS) return false;
    const reading = readPlace(input.text);
    if (reading.kind === 'value' && reading.value.kind === 'places')
      return settle(turn, stage, input, reading.value.codes);
    if (reading.kind === 'candidates') goTo(turn, { ...stage, candidates: reading.codes });
    else {
      if (reading.kind === 'refused') tell(turn, reading.why);
      turn.session = { ...turn.session, refusedRef: input.ref };
      goTo(turn, { ...stage, candidates: [] }, 'again');
    }
    return true;
  },
};

function settle(turn: Turn, stage: StageOf<'territory'>, input: Input, places: readonly string[]): true {
  change(turn, stage, input, { places });
  tell(turn, phrase('profile.notedPlace', { places: { list: places.map(place => ({ place })) } }));
  if (stage.self) leave(turn);
  else advance(turn);
  return true;
}

/** « Passer »: asked once, it is not asked again; asked for on the side, nothing changes. */
export function skipProfile(turn: Turn, stage: StageOf<'actor' | 'actorOther' | 'territory'>): void {
  const isPlace = stage.name === 'territory';
  if (!stage.self) change(turn, stage, null, isPlace ? { places: null } : { actor: null });
  if (!isPlace) leaveActor(turn, stage.self);
  else if (stage.self) leave(turn);
  else advance(turn);
}

/** Whoever goes on to something else has passed what was being asked of who they are, and what was still to be. */
export function passProfile(turn: Turn, stage: Stage): void {
  if (stage.name !== 'actor' && stage.name !== 'actorOther' && stage.name !== 'territory') return;
  const { profile } = subject(turn, stage);
  const passed = (['actor', 'places'] as const).filter(field => profile[field] === undefined);
  change(turn, stage, null, Object.fromEntries(passed.map(field => [field, null])));
}

function current(value: Param | null): readonly Phrase[] {
  return value === null ? [] : [phrase('profile.current', { value })];
}

function actorSaid(turn: Turn, { actor: known }: Profile): Param | null {
  if (known === undefined || known === null) return null;
  const choice = turn.context.consultation.actors.find(({ name }) => name === known.name);
  return known.other ?? (choice === undefined ? known.name : local(turn, choice.label));
}

function placesSaid({ places }: Profile): Param | null {
  return (places ?? []).length === 0 ? null : { list: (places ?? []).map(place => ({ place })) };
}
