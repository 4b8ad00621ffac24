/** What `tdt consultation check` prints. */
import { type Problem, sortProblems } from './problem.ts';

/**
 * One line per problem, `file:line:column  message`, sorted, then a blank line and a summary. The summary stands alone
 * where there is no problem. `folder` (« consultations/article69 ») goes before each file's name.
 */
export function formatProblems(problems: readonly Problem[], folder = ''): string {
  const before = folder === '' || folder.endsWith('/') ? folder : `${folder}/`;
  const lines = sortProblems(problems).map(problem => {
    const tone = problem.severity === 'warning' ? 'attention\u00A0: ' : '';
    return `${before}${problem.file}:${problem.line}:${problem.column}  ${tone}${problem.message}`;
  });
  return [...lines, ...(lines.length > 0 ? [''] : []), summaryOf(problems)].join('\n');
}

function summaryOf(problems: readonly Problem[]): string {
  const errors = problems.filter(problem => problem.severity === 'error').length;
  const warnings = problems.length - errors;
  const files = new Set(problems.map(problem => problem.file)).size;
  if (problems.length === 0) return 'Aucun problème.';
  const counted = [
    ...(errors > 0 ? [count(errors, 'problème')] : []),
    ...(warnings > 0 ? [count(warnings, 'avertissement')] : []),
  ].join(' et ');
  const advice = errors > 0 ? 'La consultation ne peut pas encore servir.' : 'La consultation peut servir.';
  return `${counted} dans ${count(files, 'fichier')}. ${advice}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number > 1 ? 's' : ''}`;
}
