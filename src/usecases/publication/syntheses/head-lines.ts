/** What stands at the head of a synthesis: on how many it stands, what was left out, what it may not be taken for. */
import { count } from '#synthesis/figures.ts';
import type { EngineFacts } from '#synthesis/model.ts';
import { EVERYTHING, statementsOf, type SynthesisBody } from '#synthesis/review/body.ts';
import { sayCost, sumOf } from './cost.ts';
import type { SynthesisDocumentOptions } from './synthesis-document.ts';
import type { ShownSynthesis } from './show-synthesis.ts';

export function headLines(
  { body, freshness }: ShownSynthesis,
  options: Pick<SynthesisDocumentOptions, 'instantOf'>,
): readonly string[] {
  const kept = statementsOf(body).filter(({ dropped }) => !dropped);
  const doubtful = kept.filter(({ status }) => status === 'to_verify').length;
  const refused = body.open.reduce((sum, { synthesis }) => sum + synthesis.stats.statements.dropped, 0);
  const citations = kept.reduce((sum, statement) => sum + statement.citations.length, 0);
  return [
    `Au ${options.instantOf(body.takenAt)} : ${whoSpoke(body)}.`,
    ...leftOut(body),
    'Participation volontaire : ces résultats ne représentent pas la population.',
    madeBy(body),
    `${plural(kept.length, 'affirmation', 'affirmations')}, ${plural(citations, 'citation vérifiée', 'citations vérifiées')}, ${doubtful === 0 ? 'aucune affirmation à vérifier' : `${plural(doubtful, 'affirmation', 'affirmations')} à vérifier`}${refused === 0 ? '' : `, ${plural(refused, 'écartée', 'écartées')} par le contrôle`}.`,
    ...since(freshness),
  ];
}

function plural(n: number, one: string, several: string): string {
  return `${count(n)} ${n > 1 ? several : one}`;
}

function whoSpoke({ figures, filter, open }: SynthesisBody): string {
  const { contributions, people, collective, attendees, departements } = figures;
  const texts = open.reduce((sum, { synthesis }) => sum + synthesis.stats.analysed, 0);
  const workshops =
    collective === 0
      ? ''
      : ` (dont ${plural(collective, 'collective', 'collectives')}${attendees === null ? '' : `, ${plural(attendees, 'personne présente', 'personnes présentes')}`})`;
  const where = departements === 0 ? '' : `, ${plural(departements, 'département', 'départements')}`;
  const partial =
    JSON.stringify(filter) === JSON.stringify(EVERYTHING) ? '' : ', une partie seulement des contributions';
  const read = texts === 0 ? '' : `, ${plural(texts, 'texte lu', 'textes lus')}`;
  return `${plural(contributions, 'contribution', 'contributions')} de ${plural(people, 'personne', 'personnes')}${workshops}${read}${where}${partial}`;
}

function leftOut({ figures, open }: SynthesisBody): readonly string[] {
  const sum = (of: (stats: SynthesisBody['open'][number]['synthesis']['stats']) => number) =>
    open.reduce((total, { synthesis }) => total + of(synthesis.stats), 0);
  const same = sum(({ folded }) => folded.reduce((n, { same: others }) => n + others.length, 0));
  const foreign = sum(({ setAside }) => setAside.otherLanguage);
  const said = [
    same > 0
      ? `${plural(same, 'texte quasi identique à un autre, compté', "textes quasi identiques à d'autres, comptés")} une seule fois`
      : '',
    figures.hidden > 0
      ? `${plural(figures.hidden, 'contribution écartée', 'contributions écartées')} par la modération`
      : '',
    (figures.voices ?? 0) > 0
      ? plural(figures.voices ?? 0, 'message vocal à transcrire', 'messages vocaux à transcrire')
      : '',
    foreign > 0
      ? plural(foreign, 'réponse dans une autre langue, non analysée', "réponses dans d'autres langues, non analysées")
      : '',
  ].filter(part => part !== '');
  return said.length === 0 ? [] : [`${said.join(' ; ')}.`];
}

function madeBy({ open }: SynthesisBody): string {
  const engines = open.map(({ synthesis }) => synthesis.engine);
  const models = engines.filter(({ name }) => name === 'model');
  const fallen = engines.filter(({ fallback }) => fallback !== null);
  const how = models.length === 0 ? 'Faite sans intelligence artificielle' : withModel(models);
  const why = fallen[0]?.fallback;
  if (why === undefined || why === null) return `${how}.`;
  // Which of them changes nothing to read: each statement is checked the same.
  const which = models.length === 0 ? '' : `, ${plural(fallen.length, 'question faite', 'questions faites')} sans elle`;
  return `${how}${which} : ${why}.`;
}

function withModel(engines: readonly EngineFacts[]): string {
  const costs = engines.flatMap(({ cost }) => cost ?? []);
  const spent = costs.length === 0 ? '' : `, ${sayCost(sumOf(costs))}`;
  return `Faite avec une intelligence artificielle (${engines[0]?.model ?? 'modèle non précisé'}${spent}), chaque citation vérifiée par le robot, relecture par l'équipe`;
}

function since({ fresh, gone, corrected, fallen }: ShownSynthesis['freshness']): readonly string[] {
  const said = [
    fresh > 0 ? plural(fresh, 'contribution nouvelle', 'contributions nouvelles') : '',
    gone.length > 0 ? plural(gone.length, 'contribution retirée', 'contributions retirées') : '',
    corrected.length > 0 ? plural(corrected.length, 'contribution corrigée', 'contributions corrigées') : '',
  ].filter(part => part !== '');
  if (said.length === 0) return [];
  const down =
    fallen.length === 0 ? '' : ` Affirmations qui ne tiennent plus : ${fallen.map(({ number }) => number).join(', ')}.`;
  return [`Depuis : ${said.join(' ; ')}.${down}`];
}
