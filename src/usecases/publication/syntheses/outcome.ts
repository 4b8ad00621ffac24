/** How an act on a synthesis ended, and what the staff are told, in French. */
import { statementsOf, type SynthesisBody } from '#synthesis/review/body.ts';
import type { ReviewedDocument } from '../ports.ts';
import { STATUS_WORDS } from '../sheets/sheet-document.ts';
import { synthesisName } from './context.ts';

export type SynthesisRefusal =
  | { readonly why: 'unknown_axis'; readonly axes: readonly number[] }
  | { readonly why: 'unknown_questions'; readonly known: readonly string[] }
  | { readonly why: 'unknown_synthesis' }
  | { readonly why: 'nothing_to_read' }
  | { readonly why: 'unknown_statements'; readonly numbers: readonly number[]; readonly last: number }
  /** Statements that still wait to be verified. */
  | { readonly why: 'to_verify'; readonly numbers: readonly number[] }
  /** Contributions were withdrawn or corrected: these statements fall. */
  | { readonly why: 'stale'; readonly fallen: readonly number[] }
  | { readonly why: 'not_approved' }
  /** It is being made, waits for a choice, or could not be made. */
  | { readonly why: 'not_made' }
  | { readonly why: 'already_made' }
  | { readonly why: 'changed_meanwhile' };

export type SynthesisOutcome =
  | { readonly kind: 'done'; readonly document: ReviewedDocument; readonly body: SynthesisBody }
  | ({ readonly kind: 'refused' } & SynthesisRefusal);

/** What to tell the staff, with what to do next. */
export function saySynthesisRefusal(refusal: SynthesisRefusal): string {
  switch (refusal.why) {
    case 'unknown_axis':
      return `Ce thème n'existe pas. Thèmes : ${refusal.axes.join(', ')}.`;
    case 'unknown_questions':
      return `Cette question n'existe pas dans ce thème. Questions : ${refusal.known.join(', ')}.`;
    case 'unknown_synthesis':
      return "Cette synthèse n'existe pas. « synthèses » donne la liste.";
    case 'nothing_to_read':
      return "Aucune contribution à lire pour l'instant : rien n'a été fait.";
    case 'unknown_statements':
      return refusal.last === 0
        ? "Cette synthèse n'a pas d'affirmation."
        : `Ces affirmations n'existent pas : ${refusal.numbers.join(', ')}. Donnez des numéros de 1 à ${refusal.last}.`;
    case 'to_verify':
      return `Des affirmations restent à vérifier : ${refusal.numbers.join(', ')}. Lisez leurs sources, puis « valider », « reformuler » ou « retirer » chacune.`;
    case 'stale':
      return refusal.fallen.length === 0
        ? 'Des contributions ont changé depuis. Faites une nouvelle synthèse, ou relisez celle-ci.'
        : `Des contributions ont été retirées ou corrigées : les affirmations ${refusal.fallen.join(', ')} ne tiennent plus. Retirez-les ou reformulez-les, ou faites une nouvelle synthèse.`;
    case 'not_approved':
      return "Cette synthèse n'est pas encore approuvée. Relisez-la, puis « approuver ».";
    case 'not_made':
      return "Cette synthèse n'est pas faite : il n'y a rien à relire. « synthèses » dit où elle en est.";
    case 'already_made':
      return 'Cette synthèse est déjà faite. Pour en faire une autre : « synthèse thème 4 », avec le numéro du thème.';
    case 'changed_meanwhile':
      return "Quelqu'un a modifié cette synthèse au même moment. Relisez-la et recommencez.";
  }
}

/** One sentence or two on what was done; the refusal where it was not. */
export function saySynthesisOutcome(outcome: SynthesisOutcome): string {
  if (outcome.kind === 'refused') return saySynthesisRefusal(outcome);
  const { document, body } = outcome;
  if (document.status === 'pending')
    return `Je prépare la synthèse ${synthesisName(document)}. Je vous l'envoie ici dès qu'elle est prête ; vous pouvez continuer.`;
  const kept = statementsOf(body).filter(({ dropped }) => !dropped);
  const doubtful = kept.filter(({ status }) => status === 'to_verify').length;
  const verify = doubtful === 0 ? '' : `, dont ${doubtful} à vérifier`;
  const { contributions } = body.figures;
  return `Synthèse ${synthesisName(document)}, version ${document.version}, ${STATUS_WORDS[document.status]} : ${contributions} ${contributions > 1 ? 'contributions lues' : 'contribution lue'}, ${kept.length} ${kept.length > 1 ? 'affirmations' : 'affirmation'}${verify}.`;
}
