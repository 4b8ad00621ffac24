/** Turns the files of `consultations/<name>/` into a consultation, or into every problem they have. */
import type { Axis, Consultation } from './definition.ts';
import { CHOICES_FILE, CONSULTATION_FILE, isConsultationFile, noticeFile } from './files.ts';
import { LIMITS } from './limits.ts';
import { type Path, type Problem, sortProblems } from './problem.ts';
import { readAxis, type UnhashedAxis } from './read-axis.ts';
import { type ChoiceLists, readChoiceLists } from './read-choices.ts';
import { type General, readGeneral } from './read-consultation.ts';
import { Report, type Source } from './report.ts';
import { type Hash, noticeVersionOf, revisionOf, typeChanges } from './revision.ts';
import type { RawConsultation } from './shape.ts';
import { readSource } from './source.ts';
import { didYouMean } from './suggestion.ts';
import { Texts } from './texts.ts';

/** Texts by path relative to the consultation's folder; see `isConsultationFile`. */
export type ConsultationFiles = Readonly<Record<string, string>>;

export type ParsedConsultation =
  | { readonly ok: true; readonly consultation: Consultation; readonly warnings: readonly Problem[] }
  /** Errors and warnings, sorted. */
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Never throws on any content. `hash` makes the revisions; the same files and hash give the same consultation. */
export function parseConsultation(files: ConsultationFiles, hash: Hash): ParsedConsultation {
  const report = new Report();
  const { general, axes } = readAll(files, report);
  const problems = sortProblems(report.problems);
  if (!general || report.hasErrors) return { ok: false, problems };
  const consultation: Consultation = {
    ...general,
    notice: { version: noticeVersionOf(general.notice, hash), ...general.notice },
    axes: axes
      .map(({ axis }): Axis => ({ revision: revisionOf(axis, hash), ...axis }))
      .toSorted((a, b) => a.number - b.number),
  };
  return { ok: true, consultation, warnings: problems };
}

/**
 * The same, and every name whose type is not the one it has in `previous` (`tdt consultation check --against`).
 * Returns all problems, sorted; empty where the new files may replace the old ones.
 */
export function checkAgainst(previous: Consultation, files: ConsultationFiles): readonly Problem[] {
  const report = new Report();
  const { axes } = readAll(files, report);
  for (const { axis, source } of axes) {
    const old = previous.axes.find(other => other.number === axis.number);
    for (const { name, from, to } of old ? typeChanges(old, { ...axis, revision: '' }) : []) {
      const message = `« ${name} » était de type ${from} et devient ${to} : gardez le type, ou donnez un nouveau nom`;
      report.add(source, questionPath(source, name), 'type_changed', message);
    }
  }
  return sortProblems(report.problems);
}

interface ReadAxisFile {
  readonly axis: UnhashedAxis;
  readonly source: Source;
}

function readAll(
  files: ConsultationFiles,
  report: Report,
): { readonly general: General | undefined; readonly axes: readonly ReadAxisFile[] } {
  const text = files[CONSULTATION_FILE];
  if (text === undefined) {
    report.addAt(CONSULTATION_FILE, 'missing_file', 'ce fichier manque : il dit le titre, les dates et les thèmes');
    return { general: undefined, axes: [] };
  }
  if (Object.keys(files).length > LIMITS.files) {
    report.addAt(CONSULTATION_FILE, 'too_big', `${LIMITS.files} fichiers au plus dans le dossier`);
    return { general: undefined, axes: [] };
  }
  const source = readSource(CONSULTATION_FILE, text, report);
  const { general, raw, languages } = readGeneral(source, files, report);
  const texts = new Texts(languages, report);
  const context = { languages, lists: readLists(files, texts, report), sections: sectionNames(source, raw) };
  const axes = listAxes(raw.axes ?? otherFiles(files), source, files, report).flatMap(axisSource => {
    const axis = readAxis(axisSource, context, report);
    return axis ? [{ axis, source: axisSource }] : [];
  });
  checkNumbers(axes, report);
  if (axes.length === raw.axes?.length) checkOpenings(raw, axes, source, report);
  if (raw.axes && languages) checkUnused(files, [...raw.axes, ...languages.all.map(noticeFile)], report);
  return { general, axes };
}

function readLists(files: ConsultationFiles, texts: Texts, report: Report): ChoiceLists | undefined {
  const text = files[CHOICES_FILE];
  return text === undefined ? new Map() : readChoiceLists(readSource(CHOICES_FILE, text, report), texts, report);
}

/** Where the list of axes could not be read, whatever may be one is looked at. */
function otherFiles(files: ConsultationFiles): readonly string[] {
  return Object.keys(files)
    .filter(file => file.endsWith('.yaml') && file !== CONSULTATION_FILE && file !== CHOICES_FILE)
    .toSorted();
}

/** Undefined where sections are written but could not be read. */
function sectionNames(source: Source, raw: Partial<RawConsultation>): readonly string[] | undefined {
  if (raw.sections) return raw.sections.map(section => section.name);
  const { value } = source;
  const written = typeof value !== 'object' || value === null || 'sections' in value;
  return written ? undefined : [];
}

function listAxes(
  names: readonly string[],
  source: Source,
  files: ConsultationFiles,
  report: Report,
): readonly Source[] {
  return names.flatMap((file, i) => {
    const place = ['axes', i];
    const content = isConsultationFile(file) ? files[file] : undefined;
    if (names.indexOf(file) !== i) {
      report.add(source, place, 'duplicate_axis', `« ${file} » est déjà dans la liste : retirez cette ligne`);
      return [];
    }
    if (content === undefined || file === CONSULTATION_FILE || file === CHOICES_FILE) {
      const others = Object.keys(files).filter(name => !names.includes(name));
      report.add(source, place, 'missing_file', `aucun thème « ${file} » dans le dossier${didYouMean(file, others)}`);
      return [];
    }
    return [readSource(file, content, report)];
  });
}

/** Answers are told apart by the axis's number and slug. */
function checkNumbers(axes: readonly ReadAxisFile[], report: Report): void {
  for (const [i, { axis, source }] of axes.entries()) {
    const earlier = axes.slice(0, i);
    const sameNumber = earlier.find(other => other.axis.number === axis.number);
    const sameSlug = earlier.find(other => other.axis.slug === axis.slug);
    if (sameNumber) {
      const message = `le numéro ${axis.number} est déjà celui de ${sameNumber.source.file} : donnez-en un autre`;
      report.add(source, ['axis'], 'duplicate_axis', message);
    }
    if (sameSlug) {
      const message = `« ${axis.slug} » est déjà le nom de ${sameSlug.source.file} : donnez-en un autre`;
      report.add(source, ['slug'], 'duplicate_axis', message);
    }
  }
}

function checkOpenings(
  raw: Partial<RawConsultation>,
  axes: readonly ReadAxisFile[],
  source: Source,
  report: Report,
): void {
  const numbers = axes.map(({ axis }) => axis.number);
  for (const number of Object.keys(raw.axis_opening ?? {})) {
    if (numbers.includes(Number(number))) continue;
    const message = `aucun axe n'a le numéro ${number} : écrivez ${numbers.join(', ')}, ou retirez ces dates`;
    report.add(source, ['axis_opening', number], 'unknown_axis', message, { on: 'key' });
  }
}

function checkUnused(files: ConsultationFiles, used: readonly string[], report: Report): void {
  for (const file of Object.keys(files)) {
    if (!isConsultationFile(file) || file === CONSULTATION_FILE || file === CHOICES_FILE || used.includes(file))
      continue;
    const message = 'ce fichier ne sert pas : nommez-le dans « axes » (ou sa langue dans « languages »), ou retirez-le';
    report.addAt(file, 'unused_file', message, undefined, 'warning');
  }
}

/** Where a question, or `question.field`, stands in its file. */
function questionPath(source: Source, name: string): Path {
  const [question, field] = name.split('.');
  const questions = listIn(source.value, 'questions');
  const at = questions.findIndex(item => nameOf(item) === question);
  if (field === undefined) return ['questions', at, 'type'];
  const inside = listIn(questions[at], 'fields').findIndex(item => nameOf(item) === field);
  return ['questions', at, 'fields', inside, 'type'];
}

function listIn(holder: unknown, key: string): readonly unknown[] {
  const list = (holder as Record<string, unknown> | undefined)?.[key];
  return Array.isArray(list) ? list : [];
}

function nameOf(item: unknown): unknown {
  return (item as Record<string, unknown> | null)?.['name'];
}
