/** Which files make a consultation. The reading itself is done by whoever may touch a disk. */

/** The one file that must be there; it names the others. */
export const CONSULTATION_FILE = 'consultation.yaml';

/** Lists of choices that several questions share; it may be absent. */
export const CHOICES_FILE = 'choices.yaml';

/** The whole notice in a language: `notice.fr.md`, `notice.fr-simple.md`. */
export function noticeFile(lang: string): string {
  return `notice.${lang}.md`;
}

/**
 * Whether a file of a consultation's folder is to be read, by its path relative to it. Only files that stand directly
 * in the folder are: `*.yaml`, and the notices. Everything else (README.md, images, folders) is left alone.
 */
export function isConsultationFile(relativePath: string): boolean {
  return /^[^/\\]+\.yaml$/.test(relativePath) || /^notice\.[^/\\]+\.md$/.test(relativePath);
}

/** Those of a folder's file names that `parseConsultation` wants, in a stable order. */
export function consultationFileNames(namesInFolder: readonly string[]): string[] {
  return namesInFolder.filter(isConsultationFile).toSorted();
}
