/** Seconds and memory, each size in a process of its own. `node test/eval/scale.ts SIZE` measures one. */
import { execFileSync } from 'node:child_process';
import { synthesize } from '#synthesis/index.ts';
import { grandDebat } from './data.ts';
import type { Figures } from './measures.ts';

/** Real answers in their order; past their number, the first half of one and the second half of another: as long on average. */
function texts(size: number) {
  const all = grandDebat().flatMap(set => set.items);
  return Array.from({ length: size }, (_, i) => {
    const one = (all[i % all.length]?.text ?? '').split(' ');
    const lap = Math.floor(i / all.length);
    const other = lap === 0 ? one : (all[(i * 7919 + lap * 104_729) % all.length]?.text ?? '').split(' ');
    const words = [...one.slice(0, Math.ceil(one.length / 2)), ...other.slice(Math.ceil(other.length / 2))];
    return { id: `S-${i}`, text: words.join(' ') };
  });
}

/** Measured in a process of its own, so that one size does not pay for another. */
export function scale(size: number): Figures {
  const output = execFileSync(process.execPath, [import.meta.filename, String(size)], { encoding: 'utf8' });
  return JSON.parse(output) as Figures;
}

if (process.argv[1] === import.meta.filename) {
  const given = texts(Number(process.argv[2]));
  const before = process.cpuUsage();
  const start = performance.now();
  const made = synthesize('Que proposez-vous ?', given);
  const seconds = (performance.now() - start) / 1000;
  const cpu = process.cpuUsage(before);
  const memory = process.resourceUsage().maxRSS / 1024;
  const nLogN = (given.length * Math.log2(given.length)) / 1e6;
  process.stdout.write(
    JSON.stringify({
      textes: given.length,
      secondes: seconds,
      'secondes de processeur': (cpu.user + cpu.system) / 1e6,
      'Mo au plus': Math.round(memory),
      'secondes / (n log n, en millions)': (cpu.user + cpu.system) / 1e6 / nLogN,
      thèmes: made.themes.length,
    }),
  );
}
