/** Two questions about who speaks, once, right after the first answer: kind of actor, territory. Both may be skipped. */
import { cleanText, readChoices, readYesNo } from '#text/index.ts';
import { advance } from '../flow.ts';
import { MAX_SHORT_TEXT_CHARACTERS } from '../limits.ts';
import { type Param, phrase } from '../phrases.ts';
import { profileOf } from '../question-choices.ts';
import { readPlace } from '../read-answer.ts';
import type { Profile } from '../session.ts';
import type { StageOf } from '../stage.ts';
import { ask, currentDraft, goTo, type Input, local, setDraft, tell, type Turn } from '../turn.ts';
import type { StageModule } from './module.ts';

/** Changes the profile of whoever speaks in the draft: the person, or the one whose words are written down. */
export function changeProfile(turn: Turn, change: Partial<Profile>): void {
  const draft = currentDraft(turn);
  if (draft !== undefined && draft.collectedFrom !== null) {
    setDraft(turn, {
      ...draft,
      collectedFrom: { ...draft.collectedFrom, profile: { ...draft.collectedFrom.profile, ...change } },
    });
  } else turn.session = { ...turn.session, profile: { ...turn.session.profile, ...change } };
}

export const actor: StageModule<StageOf<'actor'>> = {
  prompt(turn, _stage, mode) {
    const collected = currentDraft(turn)?.kind === 'collected';
    if (mode === 'first') tell(turn, phrase(collected ? 'profile.introCollected' : 'profile.intro'));
    tell(turn, phrase(collected ? 'profile.actorCollected' : 'profile.actor'));
    ask(turn, {
      choices: turn.context.consultation.actors.map(choice => ({
        value: choice.name,
        label: local(turn, choice.label),
      })),
    });
  },
  accept(turn, _stage, input) {
    const { actors } = turn.context.consultation;
    const picked = pick(turn, input);
    const choice = actors.find(candidate => candidate.name === picked?.name);
    if (picked === null || choice === undefined) return false;
    if (choice.text === true && picked.other === '') {
      goTo(turn, { name: 'actorOther', actor: choice.name });
      return true;
    }
    changeProfile(turn, {
      actor: choice.text === true ? { name: choice.name, other: picked.other } : { name: choice.name },
    });
    leaveActor(turn);
    return true;
  },
};

function pick(turn: Turn, input: Input): { name: string; other: string } | null {
  if (input.kind === 'choice') return { name: input.values[0] ?? '', other: '' };
  const options = turn.context.consultation.actors.map(choice => ({
    name: choice.name,
    label: local(turn, choice.label),
  }));
  const reading = readChoices(input.text, options, false, turn.session.lang);
  const [name] = reading.ok ? reading.names : [];
  return name === undefined ? null : { name, other: reading.ok ? reading.rest : '' };
}

export const actorOther: StageModule<StageOf<'actorOther'>> = {
  prompt(turn) {
    tell(turn, phrase('question.other'));
    ask(turn);
  },
  accept(turn, stage, input) {
    if (input.kind !== 'text') return false;
    const other = cleanText(input.text).slice(0, MAX_SHORT_TEXT_CHARACTERS);
    if (other === '') return false;
    changeProfile(turn, { actor: { name: stage.actor, other } });
    leaveActor(turn);
    return true;
  },
};

/** From the actor to the territory, unless an answer named it already. */
export function leaveActor(turn: Turn): void {
  const draft = currentDraft(turn);
  const profile = draft === undefined ? turn.session.profile : profileOf(turn, draft);
  if (profile.places === undefined) goTo(turn, { name: 'territory', candidates: [] });
  else advance(turn);
}

export const territory: StageModule<StageOf<'territory'>> = {
  prompt(turn, stage) {
    const [only] = stage.candidates;
    if (only !== undefined && stage.candidates.length === 1) {
      tell(turn, phrase('profile.confirmPlace', { place: { place: only } }));
      ask(turn, {
        choices: [
          { value: only, label: phrase('yes') },
          { value: 'none', label: phrase('no') },
        ],
      });
    } else if (only !== undefined) {
      tell(turn, phrase('question.whichPlace'));
      ask(turn, {
        choices: [
          ...stage.candidates.map(code => ({ value: code, label: phrase('place.label', { place: { place: code } }) })),
          { value: 'none', label: phrase('profile.noneOfThese') },
        ],
      });
    } else {
      tell(turn, phrase(currentDraft(turn)?.kind === 'collected' ? 'profile.territoryCollected' : 'profile.territory'));
      ask(turn);
    }
  },
  accept(turn, stage, input) {
    const chosen = fromCandidates(stage.candidates, input);
    if (chosen === 'none') {
      goTo(turn, { name: 'territory', candidates: [] });
      return true;
    }
    if (chosen !== null) return settle(turn, [chosen]);
    if (input.kind !== 'text') return false;
    const text = cleanText(input.text);
    if (text === '' || text.length > MAX_SHORT_TEXT_CHARACTERS) return false;
    const reading = readPlace(text);
    if (reading.kind === 'value' && reading.value.kind === 'places') return settle(turn, reading.value.codes);
    if (reading.kind === 'candidates') goTo(turn, { name: 'territory', candidates: reading.codes });
    else {
      if (reading.kind === 'refused') tell(turn, reading.why);
      goTo(turn, { name: 'territory', candidates: [] }, 'again');
    }
    return true;
  },
};

function fromCandidates(candidates: readonly string[], input: Input): string | null {
  if (candidates.length === 0) return null;
  if (input.kind === 'choice')
    return candidates.find(code => code === input.values[0]) ?? (input.values[0] === 'none' ? 'none' : null);
  const options =
    candidates.length === 1
      ? [
          { name: candidates[0] ?? '', label: 'oui' },
          { name: 'none', label: 'non' },
        ]
      : [...candidates.map(code => ({ name: code, label: code })), { name: 'none', label: 'aucun' }];
  const yes = candidates.length === 1 ? readYesNo(input.text) : null;
  if (yes !== null) return yes ? (candidates[0] ?? null) : 'none';
  const reading = readChoices(input.text, options, false, 'fr');
  return reading.ok ? (reading.names[0] ?? null) : null;
}

function settle(turn: Turn, places: readonly string[]): true {
  changeProfile(turn, { places });
  const said: Param = { list: places.map(place => ({ place })) };
  tell(turn, phrase('profile.notedPlace', { places: said }));
  advance(turn);
  return true;
}
