/** PURE: what a person at a terminal cannot do with the mouse: lines that begin with a slash. */
import type { Action } from './input.ts';

export type Slash =
  | { readonly kind: 'act'; readonly action: Action }
  | { readonly kind: 'problem'; readonly text: string }
  | { readonly kind: 'help' | 'quit' | 'nothing' };

export const HELP = [
  '/corriger TEXTE   remplace votre dernier message',
  '/supprimer        supprime votre dernier message',
  '/fichier CHEMIN   envoie un fichier',
  '/quitter          quitte (ou Ctrl-C deux fois)',
  'Les flèches haut et bas reprennent ce que vous avez déjà écrit.',
].join('\n');

/** Reads one typed line; `lastRef` names the person's last message. Other slashes go to the bot as commands. */
export function readSlash(line: string, lastRef: string | null): Slash {
  if (line.trim() === '') return { kind: 'nothing' };
  const [, word, rest = ''] = /^\/(\p{L}+)(?:\s+(.*))?$/su.exec(line.trim()) ?? [];
  if (word === undefined) return { kind: 'act', action: { kind: 'message', text: line, files: [], quote: null } };
  switch (word) {
    case 'quitter':
      return { kind: 'quit' };
    case 'terminal':
      return { kind: 'help' };
    case 'corriger':
      if (lastRef === null) return { kind: 'problem', text: "Il n'y a pas encore de message à corriger." };
      if (rest === '') return { kind: 'problem', text: 'Écrivez le nouveau texte : /corriger TEXTE' };
      return { kind: 'act', action: { kind: 'edit', ref: lastRef, text: rest } };
    case 'supprimer':
      if (lastRef === null) return { kind: 'problem', text: "Il n'y a pas encore de message à supprimer." };
      return { kind: 'act', action: { kind: 'delete', ref: lastRef } };
    case 'fichier':
      if (rest === '') return { kind: 'problem', text: 'Écrivez le chemin du fichier : /fichier CHEMIN' };
      return { kind: 'act', action: { kind: 'message', text: '', files: [{ path: rest }], quote: null } };
    default:
      return { kind: 'act', action: { kind: 'command', text: `${word} ${rest}`.trim() } };
  }
}
