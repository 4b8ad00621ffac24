/** Plays answers through the whole path: port, turn, storage, outbox; as many people at once, on a virtual clock. */
import { advanceTo } from '#usecases/application.ts';
import type { Application } from '#usecases/application.ts';
import { addMs } from '#usecases/clock.ts';
import type { VirtualClock } from '#usecases/clock.ts';
import { Player } from './player.ts';
import type { Act, Placed } from './player.ts';
import type { Row } from './rows.ts';
import type { ReplayPlatform } from './stage.ts';

export interface PlayOptions {
  readonly rows: readonly Row[];
  /** Distinct people; each says about as many answers as the others. */
  readonly people: number;
  readonly atOnce: number;
  readonly axes: readonly number[];
  readonly question: string | null;
  /** Virtual seconds per real second; null: as fast as it goes. */
  readonly speed: number | null;
  readonly stop: AbortSignal;
  readonly onProgress: (placed: number) => void;
}

export interface Played {
  readonly placed: readonly Placed[];
  /** Answers that nobody could say: every person had no open question left. */
  readonly left: readonly Row[];
  /** Answers that the bot took for commands: their very words. */
  readonly obeyed: readonly Row[];
  readonly people: number;
  readonly messages: number;
  readonly events: number;
  readonly seconds: number;
  /** Milliseconds from an event to its commit, in the order they ended. */
  readonly latencies: readonly number[];
  readonly interrupted: boolean;
}

/** Virtual milliseconds between two acts of a person. */
const PACE_MS = 1_000;
/** New people brought in to say what the others had no question for. */
const EXTRA_FACTOR = 3;

/** `players` is filled as people arrive, for the platform to find them by their name. */
export async function play(
  application: Application,
  clock: VirtualClock,
  platform: ReplayPlatform,
  players: Map<string, Player>,
  options: PlayOptions,
): Promise<Played> {
  const pool = options.rows.toReversed();
  const share = Math.max(1, Math.ceil(options.rows.length / options.people));
  const placed: Placed[] = [];
  const obeyed: Row[] = [];
  const latencies: number[] = [];
  let people = 0;
  let messages = 0;
  const started = performance.now();
  const quietMs = application.consultation.quietWindowSeconds * 1_000;
  let active: Player[] = [];

  const join = (): void => {
    people += 1;
    let mine = 0;
    const next = (): Row | null => {
      if (mine === share) return null;
      mine += 1;
      return pool.pop() ?? null;
    };
    const player = new Player({
      user: `p${String(people).padStart(6, '0')}`,
      axes: options.axes,
      question: options.question,
      next,
    });
    players.set(player.user, player);
    active.push(player);
  };

  const perform = async (player: Player, act: Act): Promise<void> => {
    if (act.kind === 'choose') latencies.push(await platform.send(platform.choice(player.user, act.id)));
    if (act.kind !== 'say') return;
    messages += act.texts.length;
    // One after the other, as somebody types them: the platform keeps their order.
    for (const text of act.texts) latencies.push(await platform.send(platform.message(player.user, text)));
  };

  while (!options.stop.aborted) {
    while (pool.length > 0 && active.length < options.atOnce && people < options.people) join();
    // Whoever is left has no open question for what remains: others come and say it.
    if (active.length === 0 && pool.length > 0 && people < options.people * EXTRA_FACTOR) join();
    if (active.length === 0) break;
    const acts = active.map(player => [player, player.act()] as const);
    await Promise.all(acts.map(([player, act]) => perform(player, act)));
    const waiting = acts.every(([, act]) => act.kind === 'wait' || act.kind === 'gone');
    const move = waiting ? quietMs + PACE_MS : PACE_MS;
    await advanceTo(application, clock, addMs(clock.now(), move));
    if (options.speed !== null) await new Promise(resolve => setTimeout(resolve, move / (options.speed ?? 1)));
    for (const player of active.filter(one => one.gone)) {
      placed.push(...player.placed);
      obeyed.push(...player.obeyed);
      if (player.unplaced !== null) pool.push(player.unplaced);
      players.delete(player.user);
    }
    active = active.filter(one => !one.gone);
    options.onProgress(placed.length + active.reduce((sum, player) => sum + player.placed.length, 0));
  }
  placed.push(...active.flatMap(player => player.placed));
  return {
    placed,
    left: pool,
    obeyed,
    people,
    messages,
    events: latencies.length,
    seconds: (performance.now() - started) / 1_000,
    latencies,
    interrupted: options.stop.aborted,
  };
}
