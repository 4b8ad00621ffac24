/** The document-cadre made by the operator, in one transaction with its line of the log. */
import type { Document } from '#documents/document.ts';
import { readForAll } from '../../moderation/publication.ts';
import type { StaffAct } from '../../staff/command.ts';
import { makeFramework } from '../make-framework.ts';
import { done, madeBy, refused, reviewContext } from './review-call.ts';

/** `take` is handed the document to be written out; again where the transaction had to begin again. */
export function frameworkAct(take: (document: Document) => void): StaffAct {
  return {
    name: 'framework',
    least: 'operator',
    run: async (call, tx) => {
      const context = reviewContext(call, tx);
      // Made for the public: what moderation hides is not in it.
      const data = readForAll(tx.publication.data, tx.publication.moderation);
      const made = await makeFramework({ ...context, stores: { ...context.stores, data } }, madeBy(call));
      if (made === null) return refused('', "Aucune synthèse ni fiche n'est approuvée : rien à assembler.");
      take(made.document);
      const { version, syntheses, sheets } = made;
      return done(
        `version ${version}`,
        `Document-cadre, version ${version} : synthèses ${syntheses}, fiches action ${sheets}.`,
      );
    },
  };
}
