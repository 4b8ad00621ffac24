/** Everything that the rules see in one text, and the text without what is personal. Linear in its length. */
import { findAddresses } from './addresses.ts';
import { findDanger } from './danger.ts';
import { findEmails } from './emails.ts';
import { type Finding, type FindingKind, PERSONAL_KINDS } from './finding.ts';
import { findInsults } from './insults.ts';
import { MAX_READ_CHARS } from './limits.ts';
import { findLinks } from './links.ts';
import { findNames } from './names.ts';
import { findNirs } from './nir.ts';
import { findPhones } from './phones.ts';
import { foldInPlace, plainInPlace } from './same-length.ts';
import { findTooShort } from './too-short.ts';

/** In the order of the text. Beyond `MAX_READ_CHARS` nothing is looked at. */
export function detect(text: string): readonly Finding[] {
  const read = text.slice(0, MAX_READ_CHARS);
  const plain = plainInPlace(read);
  const folded = foldInPlace(read);
  const emails = findEmails(plain);
  const nirs = findNirs(folded);
  return [
    ...emails,
    ...nirs,
    ...findPhones(plain).filter(phone => !nirs.some(nir => overlap(nir, phone))),
    ...findAddresses(plain, folded),
    ...findNames(plain, folded),
    ...findLinks(plain).filter(link => !emails.some(email => overlap(email, link))),
    ...findInsults(folded),
    ...findDanger(folded),
    ...findTooShort(read),
  ].toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** Whether somebody may be in danger: looked at in the turn itself. */
export function showsDanger(text: string): boolean {
  return findDanger(foldInPlace(text.slice(0, MAX_READ_CHARS))).length > 0;
}

/** What takes a finding's place in a text that is published. */
const MASKS: Readonly<Partial<Record<FindingKind, string>>> = {
  phone: '[téléphone]',
  email: '[adresse électronique]',
  nir: '[numéro de sécurité sociale]',
  address: '[adresse]',
  person: '[nom]',
  insult: '[…]',
  link: '[lien]',
};

/** `text` with what was found of these kinds replaced by its name in brackets. Idempotent. */
export function redact(text: string, kinds: ReadonlySet<FindingKind> = PERSONAL_KINDS): string {
  let out = '';
  let at = 0;
  for (const { kind, start, end } of detect(text)) {
    const mask = MASKS[kind];
    if (mask === undefined || !kinds.has(kind)) continue;
    // Two findings that overlap are one mask: the first one's.
    if (start >= at) out += text.slice(at, start) + mask;
    at = Math.max(at, end);
  }
  return out + text.slice(at);
}

function overlap(a: Finding, b: Finding): boolean {
  return a.start < b.end && b.start < a.end;
}
