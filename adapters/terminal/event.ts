/** PURE: what somebody did, placed: its instant, its order, the choices on their screen → an event of the port. */
import type { InboundEvent, InboundFile, OutboundChoice } from '#messaging/index.ts';
import type { InputProblem, Person, TerminalInput } from './input.ts';

/** What the terminal knows beside the line. */
export interface Place {
  /** Tells this run's own ids from another's on the same database. */
  readonly run: string;
  /** ISO UTC, from the clock in use. */
  readonly now: string;
  /** The last choices shown to that person here. */
  readonly choices: readonly OutboundChoice[];
  /** The files of the line, already readable. */
  readonly files: readonly InboundFile[];
  /** A reference as the application knows it. */
  readonly resolve: (ref: string) => string;
}

/** The name by which later lines point at this line's message. */
export function refOf(input: TerminalInput): string {
  return input.ref ?? `m${input.line}`;
}

/** How the application knows the message: given references as they are, ours told apart from other runs'. */
export function storedRef(input: TerminalInput, run: string): string {
  return input.ref ?? `m${input.line}.${run}`;
}

/** The event; a problem where a choice cannot be found. `input.act` must not be null. */
export function toEvent(input: TerminalInput, place: Place): InboundEvent | InputProblem {
  if (input.act === null) return { error: 'Rien à faire.', line: input.line };
  const { person, action } = input.act;
  const at = input.sentAt ?? place.now;
  const base = {
    eventId: input.id ?? `${place.run}-${input.line}`,
    order: `${at}/${String(input.line).padStart(9, '0')}`,
    at,
    address: addressOf(person),
    author: {
      platform: person.platform,
      workspace: person.workspace,
      userId: person.user,
      displayName: person.displayName,
    },
    direct: person.channel === null,
    ...(person.locale === null ? {} : { locale: person.locale }),
  };
  switch (action.kind) {
    case 'message': {
      const replyTo = action.quote === null ? null : place.resolve(action.quote);
      return {
        ...base,
        kind: 'message',
        ref: storedRef(input, place.run),
        text: action.text,
        files: place.files,
        replyTo,
      };
    }
    case 'edit':
      return { ...base, kind: 'edit', ref: place.resolve(action.ref), text: action.text };
    case 'delete':
      return { ...base, kind: 'deletion', ref: place.resolve(action.ref) };
    case 'choice': {
      const values = chooseIds(action.values, place.choices);
      return typeof values === 'string' ? { error: values, line: input.line } : { ...base, kind: 'choice', values };
    }
    case 'command':
      return { ...base, kind: 'command', text: action.text };
    case 'reaction':
      return { ...base, ...action, ref: place.resolve(action.ref) };
    default:
      return { ...base, kind: action.kind };
  }
}

/** Where the bot answers that person. */
export function addressOf(person: Person): InboundEvent['address'] {
  return {
    platform: person.platform,
    workspace: person.workspace,
    channel: person.channel,
    thread: person.thread,
    userId: person.user,
  };
}

function chooseIds(values: readonly (string | number)[], choices: readonly OutboundChoice[]): string[] | string {
  const ids: string[] = [];
  for (const value of values) {
    const found =
      typeof value === 'number'
        ? choices[value - 1]
        : (choices.find(({ id, label }) => id === value || label === value || id.endsWith(`.${value}`)) ??
          (/^\d{1,3}$/.test(value) ? choices[Number(value) - 1] : undefined));
    // An id of an older message, or of another run: the application tells stale ones apart.
    if (found === undefined && typeof value === 'string' && /^\d+\.\S+$/.test(value)) ids.push(value);
    else if (found === undefined) return noSuchChoice(value, choices.length);
    else ids.push(found.id);
  }
  return ids;
}

function noSuchChoice(value: string | number, count: number): string {
  if (count === 0) return "Aucun choix n'a encore été montré à cette personne : donnez l'identifiant d'un choix.";
  if (typeof value === 'number') return `Le dernier message n'a pas de choix ${value} : il en a ${count}.`;
  return "Ce choix n'est ni un identifiant ni un libellé du dernier message.";
}
