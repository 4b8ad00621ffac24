/** PURE: the names of our buttons, menus and modals. They hold all that a click needs, so that a restart changes nothing. */
import { LIMITS } from './limits.ts';

export type CustomId =
  /** A button of one choice: the outbox id of its message, the choice's id. */
  | { readonly kind: 'choice'; readonly message: string; readonly choice: string }
  /** A menu: its values are choices' ids. */
  | { readonly kind: 'menu'; readonly message: string; readonly page: number }
  /** « Valider », under several menus. */
  | { readonly kind: 'done'; readonly message: string }
  /** « Répondre ». */
  | { readonly kind: 'answer'; readonly message: string }
  /** « Formulaire »: a draft, and the question whose page is to be shown; null for the first page. */
  | { readonly kind: 'form'; readonly draftId: string; readonly question: string | null }
  /** The modal of « Répondre »: the message of ours that it answers. */
  | { readonly kind: 'answered'; readonly ref: string }
  | { readonly kind: 'filled'; readonly draftId: string; readonly page: number };

const LETTER = { choice: 'c', menu: 'm', done: 'v', answer: 'r', form: 'f', answered: 'R', filled: 'F' } as const;

export function writeCustomId(id: CustomId): string {
  const text = [LETTER[id.kind], ...parts(id)].join('|');
  if (text.length > LIMITS.customIdChars) throw new RangeError(`a custom id of ${text.length} characters: ${text}`);
  return text;
}

function parts(id: CustomId): (string | number)[] {
  switch (id.kind) {
    case 'choice':
      return [id.message, id.choice];
    case 'menu':
      return [id.message, id.page];
    case 'done':
    case 'answer':
      return [id.message];
    case 'form':
      return [id.draftId, ...(id.question === null ? [] : [id.question])];
    case 'answered':
      return [id.ref];
    case 'filled':
      return [id.draftId, id.page];
  }
}

/** null for a name that is none of ours. */
export function readCustomId(text: string): CustomId | null {
  const [letter, first, ...others] = text.split('|');
  const second = others.join('|');
  if (first === undefined || first === '') return null;
  switch (letter) {
    case LETTER.choice:
      return second === '' ? null : { kind: 'choice', message: first, choice: second };
    case LETTER.menu:
      return /^\d{1,2}$/.test(second) ? { kind: 'menu', message: first, page: Number(second) } : null;
    case LETTER.done:
      return { kind: 'done', message: first };
    case LETTER.answer:
      return { kind: 'answer', message: first };
    case LETTER.form:
      return { kind: 'form', draftId: first, question: second === '' ? null : second };
    case LETTER.answered:
      return { kind: 'answered', ref: first };
    case LETTER.filled:
      return /^\d{1,2}$/.test(second) ? { kind: 'filled', draftId: first, page: Number(second) } : null;
    default:
      return null;
  }
}

/** Whether a component of a message was made for that outbox id: how a message sent before is known again. */
export function isMadeFor(customId: string | undefined, message: string): boolean {
  if (customId === undefined) return false;
  const read = readCustomId(customId);
  return read !== null && 'message' in read && read.message === message;
}
