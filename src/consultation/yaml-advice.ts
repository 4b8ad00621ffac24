/** What YAML's own complaints mean for somebody who writes a consultation. */
import type { YAMLError } from 'yaml';

type YamlCode = YAMLError['code'];

const QUOTES = 'si un texte contient « : », ou commence par {, [, *, &, !, %, @ ou `, mettez-le entre guillemets : "…"';

const ADVICE: Partial<Record<YamlCode, string>> = {
  BLOCK_AS_IMPLICIT_KEY: `deux valeurs sur une ligne, ou un décalage de trop ; ${QUOTES}`,
  MULTILINE_IMPLICIT_KEY: `cette ligne semble continuer la précédente : alignez-la avec les autres ; ${QUOTES}`,
  BAD_INDENT: "décalage inattendu : alignez cette ligne avec ses voisines, ou fermez le crochet ou l'accolade",
  TAB_AS_INDENT: 'tabulation en début de ligne : utilisez des espaces',
  DUPLICATE_KEY: 'cette clé est déjà écrite plus haut : gardez-en une seule',
  MISSING_CHAR: 'il manque un guillemet fermant, une virgule ou un deux-points avant cet endroit',
  BAD_SCALAR_START: `un texte ne peut pas commencer par ce signe ; ${QUOTES}`,
  UNEXPECTED_TOKEN: `YAML ne comprend pas cet endroit ; ${QUOTES}`,
  BAD_DQ_ESCAPE: "ce « \\ » n'est pas compris : doublez-le (« \\\\ ») ou utilisez des apostrophes",
  MULTIPLE_DOCS: 'un seul document par fichier : retirez la ligne « --- »',
  TAG_RESOLVE_FAILED: 'les étiquettes « !nom » ne sont pas admises : mettez le texte entre guillemets',
  BAD_ALIAS: `un nom est attendu après « * » ou « & » ; ${QUOTES}`,
};

/** One sentence in French; the library's own words follow where we have nothing better. */
export function yamlAdvice(error: YAMLError): string {
  return ADVICE[error.code] ?? `YAML ne comprend pas cet endroit (${error.message}) ; ${QUOTES}`;
}
