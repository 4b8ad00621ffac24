/** When each thing ends, and when the workshop is next to be woken. */
import { addSeconds } from '#text/instants.ts';
import {
  CONCLUSION_MINUTES,
  DIGEST_QUIET_SECONDS,
  DIGEST_SECONDS,
  IDLE_DAYS,
  MAX_QUESTION_MINUTES,
  MIN_QUESTION_MINUTES,
  SILENCE_SECONDS,
  TURN_SECONDS,
  VOTE_SECONDS,
  WELCOME_MINUTES,
} from './limits.ts';
import type { Digest, Plan, QuestionPhase, QuestionStep, Workshop } from './workshop.ts';

/** Minutes for one question: as decided, or an equal share of the workshop. */
export function minutesFor(plan: Plan): number {
  const { minutesPerQuestion, minutes, questions } = plan;
  // A short workshop gives a third of itself to the welcome and the conclusion.
  const around = Math.min(WELCOME_MINUTES + CONCLUSION_MINUTES, Math.round(minutes / 3));
  const share = minutesPerQuestion ?? Math.floor((minutes - around) / Math.max(1, questions.length));
  return Math.min(MAX_QUESTION_MINUTES, Math.max(MIN_QUESTION_MINUTES, share));
}

/** Seconds for one step of a question. Ideas get what the others leave. */
export function secondsFor(plan: Plan, step: QuestionStep): number {
  const all = minutesFor(plan) * 60;
  const silence = Math.min(SILENCE_SECONDS, Math.round(all / 4));
  const votes = Math.min(VOTE_SECONDS, Math.round(all / 3));
  if (step === 'silence') return silence;
  if (step === 'votes') return votes;
  return step === 'round' ? TURN_SECONDS : all - silence - votes;
}

/** A step that begins at `now`. */
export function stepAt(plan: Plan, question: string, step: QuestionStep, now: string): QuestionPhase {
  const seconds = secondsFor(plan, step);
  return { ...ending(now, seconds), name: 'question', question, step, called: [], toCall: [] };
}

/** When what begins at `now` ends, and when its last minute is announced. */
export function ending(now: string, seconds: number): { endsAt: string; warnAt: string | null } {
  return { endsAt: addSeconds(now, seconds), warnAt: seconds > 150 ? addSeconds(now, seconds - 60) : null };
}

export function digestDue({ first, last }: Digest): string {
  const [quiet, latest] = [addSeconds(last, DIGEST_QUIET_SECONDS), addSeconds(first, DIGEST_SECONDS)];
  return quiet < latest ? quiet : latest;
}

/** When a workshop that nobody touches is put away; null where nothing is awaited any more. */
export function idleAt({ phase, lastEventAt }: Workshop): string | null {
  const waits = phase.name !== 'submitted' && phase.name !== 'closed';
  return waits ? addSeconds(lastEventAt, IDLE_DAYS * 86_400) : null;
}

/** The next instant at which silence means something; null for never. */
export function nextWake(workshop: Workshop): string | null {
  const { phase, digest } = workshop;
  const timed = phase.name === 'question' || phase.name === 'validating' ? [phase.warnAt, phase.endsAt] : [];
  const all = [...timed, digest === null ? null : digestDue(digest), idleAt(workshop)];
  return all.filter(at => at !== null).toSorted()[0] ?? null;
}
