/** `tdt` does what the staff do in the chat, by the same use cases: same answers, same refusals, same log. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runTdt } from './test-support/world.ts';

let dataDir = '';
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'tdt-acts-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const tdt = async (...argv: string[]) => {
  const ran = await runTdt(argv, { dataDir });
  const said = (text: string): string => text.replaceAll(/[\u00A0\u202F]/g, ' ');
  return { code: ran.code, out: said(ran.stdout), err: said(ran.stderr) };
};

const DRAFT = ['contribuer 4', '1', '1', '1, 3', '1', '74']
  .map(text => JSON.stringify({ user: 'u1', at: '2027-02-10T09:00:00Z', text }))
  .join('\n');

describe('the figures', () => {
  it('are said, and drawn where asked', async () => {
    expect((await tdt('suivi')).out).toContain('rien à compter');
    const png = join(dataDir, 'suivi.png');
    expect((await tdt('suivi', '--png', png)).err).toContain('rien à dessiner');
    expect(existsSync(png)).toBe(false);
    await runTdt(['chat', '--jsonl'], { dataDir, input: `${DRAFT}\n` });
    const ran = await tdt('suivi', '--png', png);
    expect([ran.code, ran.out]).toEqual([0, expect.stringContaining('Personnes : 1.') as string]);
    expect([...readFileSync(png).subarray(1, 4)].map(byte => String.fromCharCode(byte)).join('')).toBe('PNG');
    expect((await tdt('suivi', 'territoires')).out).toContain('Haute-Savoie (74) : 1');
    expect((await tdt('suivi', '--png', join(dataDir, 'nowhere', 'a.png'))).err).toContain('ne peut pas être écrit');
  });
});

describe('the announcement kit', () => {
  it('is said, and its poster written where asked', async () => {
    const poster = join(dataDir, 'affiche.html');
    const ran = await tdt('kit', '4', '--poster', poster);
    expect([ran.code, ran.out]).toEqual([0, expect.stringContaining('Objet : votre avis sur') as string]);
    expect(readFileSync(poster, 'utf8')).toContain('<h1>Aider le public à utiliser le numérique</h1>');
    expect((await tdt('kit', '9')).err).toContain('Écrivez « kit »');
  });
});

describe('dates, channels and campaigns', () => {
  it.each([
    [['axis', 'close', '4', '2030-03-01', 'à', '18', 'h'], 0, 'fermera'],
    [['axis', 'close', '9'], 1, 'Écrivez « fermer »'],
    [['axis', 'close', '4', 'hier'], 1, ''],
    [['axis', 'open', '4'], 1, 'il manque encore'],
    [['dates'], 0, '4. Aider le public'],
    [['consultation', 'changes'], 0, "n'ont pas changé"],
    [['channel', 'list'], 0, "Aucun salon n'est choisi"],
    [['channel', 'add'], 1, 'Écrivez cette commande dans le salon'],
    [['channel', 'add', '--channel', 'slack:T9:C1'], 1, "n'est pas dans un espace de votre réseau"],
    [['channel', 'add', '--channel', 'nulle part'], 2, "un salon s'écrit"],
    [['dates', '--channel', 'slack:T9:C1'], 2, 'Option inconnue'],
    [['axis', 'announce', '4'], 1, "Aucun salon n'est choisi"],
    [['campaign', 'list'], 0, 'pas encore de relance'],
    [['campaign', 'new', 'brouillons', '4', 'chaque', 'mardi', 'à', '10', 'h'], 0, "Rien n'est parti"],
    [['campaign', 'new', 'brouillons', '4', 'cron', '99 10 * * 2'], 1, 'Une règle cron a cinq champs'],
    [['campaign', 'new', 'ici', '4', 'chaque', 'mardi', '--channel', 'slack:T9:C1'], 1, "n'est pas dans un espace"],
    [['campaign', 'start', 'R9'], 1, 'pas de relance R9'],
  ])('tdt %j ends with %i', async (argv, code, said) => {
    const ran = await tdt(...argv);
    expect(ran.code).toBe(code);
    expect(`${ran.out}${ran.err}`).toContain(said);
  });

  it('lead the life of a campaign, and every act is in the log', async () => {
    await tdt('campaign', 'new', 'brouillons', '4', 'chaque mardi à 10 h');
    expect((await tdt('campaign', 'start', 'R1')).out).toContain("C'est lancé : R1");
    expect((await tdt('campaign', 'pause', 'R1')).out).toContain('est suspendue');
    expect((await tdt('campaign', 'stop', 'R1')).out).toContain('est arrêtée');
    expect(await tdt('campaign', 'start', 'R1')).toMatchObject({ code: 1 });
    const acts = (await tdt('audit')).out
      .trimEnd()
      .split('\n')
      .map(line => line.split('\t'));
    expect(acts.map(([, , who, , act, , , outcome]) => [who, act, outcome])).toEqual([
      ['tdt', 'campaign.start', 'refused'],
      ['tdt', 'campaign.stop', 'done'],
      ['tdt', 'campaign.pause', 'done'],
      ['tdt', 'campaign.start', 'done'],
      ['tdt', 'campaign.new', 'done'],
    ]);
  });
});
