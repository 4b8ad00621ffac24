/**
 * The import rules of `.dependency-cruiser.ts` over `src` and `adapters`. A tool that read nothing would find nothing
 * wrong, so this fails as well unless every source file was read.
 */
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { forbidden, options } from '../.dependency-cruiser.ts';
import { ROOT } from './lib/paths.ts';

const FOLDERS = ['src', 'adapters'];

/** The broken rules as « rule: from → to (why) », and how many files were read. Throws where some were not. */
export async function checkImports(root: string): Promise<{ violations: string[]; modules: number }> {
  const folders = FOLDERS.filter(folder => existsSync(join(root, folder)));
  const { output } = await cruise(folders, { ...options, ruleSet: { forbidden }, validate: true, baseDir: root });
  const { modules, summary } = output as ICruiseResult;
  const read = new Set(modules.map(module => module.source));
  const files = globSync(
    FOLDERS.map(folder => `${folder}/**/*.ts`),
    { cwd: root },
  ).filter(file => !file.startsWith('src/storage/generated/'));
  const unread = files.filter(file => !read.has(file));
  if (files.length === 0 || unread.length > 0) {
    throw new Error(
      `The import rules read ${read.size} modules and missed ${unread.length || 'all'}: ${unread[0] ?? root}`,
    );
  }
  const violations = summary.violations.map(({ rule, from, to, cycle }) => {
    const circle = cycle === undefined ? to : cycle.map(step => step.name).join(' → ');
    return `${rule.name}: ${from} → ${circle}\n    ${forbidden.find(({ name }) => name === rule.name)?.comment ?? ''}`;
  });
  return { violations, modules: files.length };
}

if (import.meta.main) {
  const { violations, modules } = await checkImports(ROOT);
  for (const violation of violations) console.error(violation);
  console.log(`${modules} modules read, ${violations.length} forbidden imports.`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}
