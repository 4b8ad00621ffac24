/** Reads one YAML file, and remembers where each of its values stands. */
import { type Document, isAlias, isMap, isScalar, isSeq, type Node, parseDocument, visit } from 'yaml';
import { LIMITS } from './limits.ts';
import type { Path } from './problem.ts';
import type { Place, Report, Source } from './report.ts';
import { yamlAdvice } from './yaml-advice.ts';

type LineColumn = { readonly line: number; readonly column: number };

/** What still leaves the data readable: the file's other problems are then said too. */
const HARMLESS: readonly string[] = ['DUPLICATE_KEY', 'TAG_RESOLVE_FAILED'];

/** Never throws: syntax problems go to the report, and `value` is undefined where nothing could be read. */
export function readSource(file: string, text: string, report: Report): Source {
  if (text.length > LIMITS.fileChars) {
    report.addAt(file, 'too_big', `fichier de ${text.length} caractères, ${LIMITS.fileChars} au plus : partagez-le`);
    return { file, value: undefined, place: () => ({ line: 1, column: 1, textFrom: null }) };
  }
  const document = parseDocument(text, { prettyErrors: false, version: '1.2' });
  const at = lineColumns(text);
  reportSyntax(document, file, report, at);
  const readable = document.errors.every(error => HARMLESS.includes(error.code));
  return {
    file,
    value: readable && aliasesLead(document, file, report, at) ? toPlain(document, file, report) : undefined,
    place: (path, on = 'value') => placeOf(find(document, path, on), text, at),
  };
}

/** Our own count: the library's is told of lines out of order where a key runs over several. */
function lineColumns(text: string): (offset: number) => LineColumn {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(found => found.index + 1)];
  return offset => {
    const within = Math.min(offset, text.length);
    const next = starts.findIndex(start => start > within);
    const line = next === -1 ? starts.length : next;
    return { line, column: within - (starts[line - 1] ?? 0) + 1 };
  };
}

/**
 * One problem a line; after a tab, which shifts all that follows, only the other tabs; and none once the library has
 * lost its way (« in YAML stream »), since it then complains of every line.
 */
function reportSyntax(document: Document, file: string, report: Report, at: (offset: number) => LineColumn): void {
  const lines = new Set<number>();
  let tabbed = false;
  for (const problem of [...document.errors, ...document.warnings]) {
    const place = at(problem.pos[0]);
    const tab = problem.code === 'TAB_AS_INDENT';
    if (lines.has(place.line) || (tabbed && !tab)) continue;
    lines.add(place.line);
    tabbed ||= tab;
    report.addAt(file, 'yaml_syntax', yamlAdvice(problem), place);
    if (problem.message.includes('in YAML stream')) break;
  }
}

function aliasesLead(document: Document, file: string, report: Report, at: (offset: number) => LineColumn): boolean {
  let lead = true;
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document)) return;
      lead = false;
      const message = `« *${alias.source} » ne renvoie à rien : écrivez « &${alias.source} » plus haut, ou mettez le texte entre guillemets`;
      report.addAt(file, 'yaml_alias', message, at(alias.range?.[0] ?? 0));
    },
  });
  return lead;
}

function toPlain(document: Document, file: string, report: Report): unknown {
  try {
    return document.toJS({ maxAliasCount: LIMITS.yamlAliases });
  } catch {
    // The library's own guard against a file whose aliases unfold without end.
    report.addAt(file, 'yaml_alias', 'trop de renvois « *nom » : écrivez les valeurs en toutes lettres');
    return undefined;
  }
}

/** The node at a path, through aliases; where it is not written, the last thing on the way that is. */
function find(document: Document, path: Path, on: 'key' | 'value'): Node | null {
  let node: Node | null = document.contents;
  for (const [depth, step] of path.entries()) {
    const holder: Node | null = isAlias(node) ? (node.resolve(document) ?? node) : node;
    if (isMap(holder)) {
      const pair = holder.items.find(item => isScalar(item.key) && String(item.key.value) === String(step));
      if (!pair) return holder;
      const value = pair.value as Node | null;
      const onKey = depth === path.length - 1 && on === 'key';
      // A key without a value has only an empty node after its colon: the key is what a person sees.
      if (onKey || !value || (isScalar(value) && value.value === null && !value.source)) return pair.key as Node;
      node = value;
    } else if (isSeq(holder)) {
      const item = holder.items[Number(step)] as Node | undefined;
      if (!item) return holder;
      node = item;
    } else {
      return node;
    }
  }
  return node;
}

function placeOf(node: Node | null, text: string, at: (offset: number) => LineColumn): Place {
  const begin = node?.range?.[0] ?? 0;
  return { ...at(begin), textFrom: textFrom(node, text, begin) };
}

function textFrom(node: Node | null, text: string, begin: number): number | null {
  if (!isScalar(node) || typeof node.value !== 'string') return null;
  if (node.type !== 'PLAIN' && node.type !== 'QUOTE_SINGLE' && node.type !== 'QUOTE_DOUBLE') return null;
  const quote = node.type === 'PLAIN' ? 0 : 1;
  return text.startsWith(node.value, begin + quote) ? quote : null;
}
