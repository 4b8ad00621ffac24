/**
 * What the application says by itself, where no conversation can: nothing is stored of it. Worded in
 * `<language>.application.json`.
 */
import type { Phrase } from '#conversation/phrases.ts';

/** Every key and the names of its parameters, as in the conversation's own list. */
export const OWN_PHRASES = {
  /** The last message could not be stored; the earlier ones are. */
  'failure.notSaved': ['contact', 'reference'],
  /** This workspace belongs to no network yet: how to join one. */
  'network.unattached': ['contact'],
  /** The figures are there in words, their picture is not. */
  'picture.notDrawn': [],
  'network.joined': [],
  'network.badCode': ['contact'],
} as const satisfies Record<string, readonly string[]>;

export interface OwnPhrase {
  readonly key: keyof typeof OWN_PHRASES;
  readonly params: Phrase['params'];
}

export function notSaved(contact: string, reference: string): OwnPhrase {
  return { key: 'failure.notSaved', params: { contact, reference } };
}

export function unattached(contact: string): OwnPhrase {
  return { key: 'network.unattached', params: { contact } };
}

export function notDrawn(): OwnPhrase {
  return { key: 'picture.notDrawn', params: {} };
}

export function joined(): OwnPhrase {
  return { key: 'network.joined', params: {} };
}

export function badCode(contact: string): OwnPhrase {
  return { key: 'network.badCode', params: { contact } };
}
