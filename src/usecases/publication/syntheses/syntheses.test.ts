/** Syntheses, from the contributions of theme 4 to the published document. */
import { beforeEach, describe, expect, it } from 'vitest';
import { toMarkdown } from '#documents/markdown.ts';
import type { Statement, Synthesis } from '#synthesis/model.ts';
import { EVERYTHING, readSynthesisBody, statementsOf, writeSynthesisBody } from '#synthesis/review/body.ts';
import { forgetInSynthesis } from '#synthesis/review/forget.ts';
import { synthesize } from '#synthesis/synthesize.ts';
import { texts as writtenTexts } from '#test/synthesis/texts.ts';
import { choices, contribution, createReviewBench, type ReviewBench, text } from '../../test-support/contributions.ts';
import { answerOf, ANSWER_NAMES } from './answers.ts';
import { offlineEngine, type SynthesisEngine } from './engine.ts';
import { readFilter } from './filter.ts';
import { headLines } from './head-lines.ts';
import { listSyntheses } from './list-syntheses.ts';
import { makeSynthesis } from './make-synthesis.ts';
import { saySynthesisOutcome, type SynthesisOutcome } from './outcome.ts';
import { documentOptions, openDataOf, printSynthesis } from './print-synthesis.ts';
import { requestSynthesis } from './request-synthesis.ts';
import { reviewSynthesis, type SynthesisAct } from './review-synthesis.ts';
import { showSynthesis } from './show-synthesis.ts';
import { synthesisDocument } from './synthesis-document.ts';

const KEY = { axis: 4, number: 1 };

/** One theme whose statements are the texts themselves; the last one is to be verified. */
const engine: SynthesisEngine = {
  synthesize: (question, texts) => {
    const base = synthesize(question, []);
    const statements = texts.map(({ id, text: words }, i): Statement => {
      const last = i === texts.length - 1;
      return {
        id: `t1.${i + 1}`,
        text: words.split('\n')[0] ?? words,
        kind: 'proposal',
        citations: [{ id, quote: words.split('\n')[0] ?? words }],
        support: 1,
        status: last ? 'to_verify' : 'checked',
        doubts: last ? ['weak_support'] : [],
        count: 1,
      };
    });
    const contributions = texts.map(({ id }) => id);
    const themes =
      statements.length === 0
        ? []
        : [{ id: 't1', label: 'Le bus', keywords: ['bus'], contributions, share: 1, statements }];
    const synthesis: Synthesis = {
      ...base,
      themes,
      stats: { ...base.stats, contributions: texts.length, analysed: texts.length, texts: texts.length },
    };
    return Promise.resolve(synthesis);
  },
};

let bench: ReviewBench;

beforeEach(() => {
  bench = createReviewBench([
    contribution(
      1,
      {
        publics: choices('seniors', 'jeunes'),
        changement: text('Il faut un bus dans chaque village.'),
        'changement.relance': text('Quand plus personne n’attendra.'),
        lieux: { kind: 'number', value: 10, approximate: true },
        indicateur: { kind: 'structured', fields: { indicateur: text('personnes aidées'), cible: text('80') } },
      },
      { places: ['dep:74'], presentation: 'organisation', organisation: 'Ville <b>d’Annecy</b>' },
    ),
    contribution(2, { publics: choices('seniors'), changement: text('Le bus ne suffit pas.') }, { kind: 'collective' }),
    contribution(3, { publics: choices('nsp'), changement: { kind: 'skipped' } }),
    contribution(4, { changement: text('Ailleurs.') }, { axis: 5 }),
  ]);
});

const make = (filter = EVERYTHING, axis = 4) => makeSynthesis({ ...bench.context, engine }, axis, filter, 'operator');
const review = (act: SynthesisAct) => reviewSynthesis(bench.context, KEY, act, 'operator');
const show = async () => {
  const shown = await showSynthesis(bench.context, KEY);
  if (shown === null) throw new Error('no synthesis');
  return shown;
};
const page = async (audience: 'staff' | 'public' = 'staff') =>
  toMarkdown(synthesisDocument(await show(), documentOptions(bench.context, 4, audience)));

function why(outcome: SynthesisOutcome): string {
  expect(saySynthesisOutcome(outcome)).toMatch(/\.$/);
  return outcome.kind === 'refused' ? outcome.why : 'done';
}

/** The contribution at a new version, or withdrawn. */
function change(reference: string, how: 'withdrawn' | Parameters<typeof contribution>[1]): void {
  bench.contributions = bench.contributions.map(one => {
    if (one.version.reference !== reference) return one;
    if (how === 'withdrawn') return { ...one, status: 'withdrawn' };
    return contribution(Number(reference.slice(-4)), how, { version: 2 });
  });
}

describe('making', () => {
  it('reads every open question, counts the others, tabulates what is structured', async () => {
    const made = await make();
    if (made.kind === 'refused') throw new Error(made.why);
    const { body } = made;
    expect(body.figures).toEqual({
      contributions: 3,
      people: 3,
      collective: 1,
      attendees: null,
      departements: 1,
      hidden: 0,
    });
    const [first] = body.open.find(({ question }) => question === 'changement')?.synthesis.themes ?? [];
    expect(first?.contributions).toEqual(['A4-0001', 'A4-0002']);
    const publics = body.counted.find(({ question }) => question === 'publics');
    expect(publics).toMatchObject({ answered: 2, dontKnow: 1, skipped: 0 });
    expect(publics?.counts.slice(0, 2)).toEqual([
      { label: 'Seniors', count: 2 },
      { label: 'Jeunes', count: 1 },
    ]);
    expect(body.tabulated.find(({ question }) => question === 'indicateur')?.rows).toEqual([
      { reference: 'A4-0001', cells: ['personnes aidées', '', '80', ''] },
    ]);
  });

  it('hands the engine an answer and its follow-up as one text', async () => {
    const given: string[] = [];
    const spy: SynthesisEngine = {
      synthesize: (question, texts) => {
        given.push(...texts.map(({ text: words }) => words));
        return engine.synthesize(question, texts);
      },
    };
    await makeSynthesis({ ...bench.context, engine: spy }, 4, EVERYTHING, 'operator');
    expect(given[0]).toBe('Il faut un bus dans chaque village.\nQuand plus personne n’attendra.');
  });

  it.each([
    [{ ...EVERYTHING, places: ['dep:74'] }, ['A4-0001']],
    [{ ...EVERYTHING, places: ['reg:84'] }, ['A4-0001']],
    [{ ...EVERYTHING, kind: 'collective' }, ['A4-0002']],
    [{ ...EVERYTHING, from: '2027-02-02T00:00:00.000Z', until: '2027-02-03T00:00:00.000Z' }, ['A4-0002']],
  ] as const)('reads what the filter %j lets through', async (filter, references) => {
    const made = await make(filter);
    expect(made.kind === 'done' && made.body.inputs.map(({ reference }) => reference)).toEqual(references);
  });

  it('keeps nothing where there is nothing to read', async () => {
    expect(why(await make({ ...EVERYTHING, places: ['dep:01'] }))).toBe('nothing_to_read');
    expect(why(await make({ ...EVERYTHING, questions: ['nulle'] }))).toBe('unknown_questions');
    expect(why(await make(EVERYTHING, 9))).toBe('unknown_axis');
    expect(await listSyntheses(bench.context, null)).toEqual(["Aucune synthèse pour l'instant."]);
  });

  it('is numbered by theme', async () => {
    await make();
    await make();
    expect(await listSyntheses(bench.context, 4)).toHaveLength(2);
    expect(await listSyntheses(bench.context, 5)).toHaveLength(1);
  });
});

describe('the review', () => {
  it('refuses to approve what is not made: asked for, waiting for a choice, or impossible', async () => {
    for (const status of ['pending', 'estimated', 'dropped'] as const) {
      bench = createReviewBench(bench.contributions);
      const asked = await requestSynthesis(bench.context, 4, EVERYTHING, 'operator');
      if (asked.kind === 'refused') throw new Error(asked.why);
      const { document, body } = asked;
      const next = {
        at: 'x',
        madeBy: 'operator',
        act: 'estimated',
        body: writeSynthesisBody(body),
        sources: [],
      } as const;
      await bench.context.stores.reviewed.append(document.id, 1, { ...next, status });
      for (const act of ['approve', 'publish'] as const) expect(why(await review({ act }))).toBe('not_made');
      const chosen = await review({ act: 'make', with: 'alone' });
      expect(why(chosen)).toBe(status === 'estimated' ? 'done' : 'not_made');
    }
    bench = createReviewBench(bench.contributions);
    await make();
    expect(why(await review({ act: 'make', with: 'model' }))).toBe('already_made');
  });

  it('lets nothing be approved while a statement waits to be verified', async () => {
    expect(why(await review({ act: 'approve' }))).toBe('unknown_synthesis');
    await make();
    expect(why(await review({ act: 'publish' }))).toBe('not_approved');
    expect(why(await review({ act: 'approve' }))).toBe('to_verify');
    expect(why(await review({ act: 'vouch', statements: [3] }))).toBe('unknown_statements');
    await review({ act: 'vouch', statements: [2] });
    expect(why(await review({ act: 'approve' }))).toBe('done');
    expect(why(await review({ act: 'publish' }))).toBe('done');
    expect((await show()).document).toMatchObject({ status: 'published', version: 4 });
  });

  it('rewords, drops and answers, keeps every edit, and numbers hold', async () => {
    await make();
    await review({ act: 'reword', statement: 1, text: 'Un bus par village.' });
    await review({ act: 'drop', statements: [2] });
    await review({ act: 'approve' });
    const answered = await review({
      act: 'answer',
      statements: [1],
      answer: 'partly_retained',
      reason: 'Deux cantons.',
    });
    expect(answered.kind === 'done' && answered.document.status).toBe('approved');
    const statements = statementsOf((await show()).body);
    expect(statements.map(({ number, text: words, original, dropped }) => [number, words, original, dropped])).toEqual([
      [1, 'Un bus par village.', 'Il faut un bus dans chaque village.', false],
      [2, 'Le bus ne suffit pas.', null, true],
    ]);
    const text_ = await page();
    expect(text_).toContain('Un bus par village.');
    expect(text_).toContain("(reformulé par l'équipe)");
    expect(text_).not.toContain('Le bus ne suffit pas');
    expect(text_).toContain('**Réponse : retenu en partie.** Deux cantons.');
    // What is reworded after the approval must be approved again.
    const again = await review({ act: 'reword', statement: 1, text: 'Autre chose.' });
    expect(again.kind === 'done' && again.document.status).toBe('draft');
  });

  it("passes a person's words through the same check: doubts are said, and a person who read the sources lifts them", async () => {
    await make();
    const reword = (statement: number, words: string) => review({ act: 'reword', statement, text: words });
    const first = async () => statementsOf((await show()).body)[0];
    await reword(1, 'Un bus dans chaque village.');
    expect(await first()).toMatchObject({ status: 'checked', doubts: [] });
    await reword(1, 'Il faut 14 bus dans chaque village.');
    expect(await first()).toMatchObject({ status: 'to_verify', doubts: ['figure_not_in_source'] });
    expect(await page()).toContain("(à vérifier : un chiffre n'est dans aucun texte cité)");
    await review({ act: 'vouch', statements: [2] });
    expect(why(await review({ act: 'approve' }))).toBe('to_verify');
    await review({ act: 'vouch', statements: [1] });
    expect(await first()).toMatchObject({ status: 'checked', doubts: [] });
    // What was vouched for was other words.
    await reword(1, 'Il ne faut pas de bus dans chaque village.');
    expect((await first())?.status).toBe('to_verify');
    await reword(1, 'Il faut un bus dans chaque village.');
    expect(why(await review({ act: 'approve' }))).toBe('done');
  });

  it('says which statements fall with a withdrawn or corrected contribution', async () => {
    await make();
    await review({ act: 'vouch', statements: [2] });
    change('A4-0001', { changement: text('Tout va bien.') });
    expect((await show()).freshness).toMatchObject({ corrected: ['A4-0001'], gone: [], fresh: 0 });
    expect((await show()).freshness.fallen.map(({ number }) => number)).toEqual([1]);
    expect(why(await review({ act: 'approve' }))).toBe('stale');
    change('A4-0002', 'withdrawn');
    expect((await show()).freshness.fallen.map(({ number }) => number)).toEqual([1, 2]);
    await review({ act: 'drop', statements: [1, 2] });
    expect(why(await review({ act: 'approve' }))).toBe('done');
    expect(await page()).toContain('Depuis : 1 contribution retirée ; 1 contribution corrigée.');
  });

  it('does not fall where the correction kept what was quoted', async () => {
    await make();
    change('A4-0001', { changement: text('Il faut un bus dans chaque village. Et un autre.') });
    expect((await show()).freshness).toMatchObject({ corrected: ['A4-0001'], fallen: [] });
  });
});

describe('the document', () => {
  it('says first on whom it stands and what it is not', async () => {
    await make();
    const said = await page();
    expect(said).toContain('3 contributions de 3 personnes (dont 1 collective), 2 textes lus, 1 département');
    expect(said).toContain('ces résultats ne représentent pas la population');
    expect(said).toContain('Faite sans intelligence artificielle.');
    expect(said).toContain('2 affirmations, 2 citations vérifiées, 1 affirmation à vérifier.');
  });

  it('counts who attended the workshops apart', async () => {
    const workshop = {
      heldOn: '2027-02-01',
      venue: null,
      audience: null,
      members: 4,
      facilitators: [null],
      participants: [],
      organisations: [],
      validation: null,
      provenance: {},
      otherIdeas: {},
    };
    bench.contributions = [14, 8].map((present, i) =>
      contribution(i + 1, { changement: text('Un bus.') }, { kind: 'collective', workshop: { ...workshop, present } }),
    );
    await make();
    expect(await page()).toContain('2 contributions de 2 personnes (dont 2 collectives, 22 personnes présentes)');
  });

  it('sums what every question cost, and says which were made without the model, and why', async () => {
    const made = await make();
    if (made.kind === 'refused') throw new Error(made.why);
    const [first] = made.body.open;
    if (first === undefined) throw new Error('no open question');
    const cost = { calls: 2, cached: 1, inputTokens: 1_000, outputTokens: 500, amount: 0.5 };
    const by = (facts: Partial<Synthesis['engine']>) => ({
      ...first,
      synthesis: { ...first.synthesis, engine: { ...first.synthesis.engine, ...facts } },
    });
    const model = { name: 'model', model: 'essai', cost } as const;
    const open = [by(model), by(model), by({ fallback: 'le budget est atteint' })];
    const shown = { ...(await show()), body: { ...made.body, open } };
    expect(headLines(shown, documentOptions(bench.context, 4, 'staff')).join('\n')).toContain(
      "(essai, 4 appels et 3\u202F000 jetons, soit 1,00 au prix configuré), chaque citation vérifiée par le robot, relecture par l'équipe, 1 question faite sans elle : le budget est atteint.",
    );
  });

  it('presents authors as they chose, today', async () => {
    await make();
    expect(await page()).toContain('(A4-0001, Ville \\<b\\>d’Annecy\\</b\\>)');
    bench.contributions = bench.contributions.map(one =>
      one.version.reference === 'A4-0001'
        ? contribution(1, { changement: text('Il faut un bus dans chaque village.') }, { places: ['dep:74'] })
        : one,
    );
    expect(await page()).not.toContain('Annecy');
  });

  it('shows the public no cell under five', async () => {
    await make();
    expect(await page('staff')).toContain('| Seniors | 2 sur 2 ████████████████████ |');
    expect(await page('public')).toContain('| Seniors | moins de 5 |');
    expect(await page('public')).toContain('(moins de 5 réponses ; « je ne sais pas » : moins de 5)');
    const open = async (audience: 'staff' | 'public') =>
      openDataOf(await show(), audience).questions_fermees.find(({ question }) => question === 'publics');
    const counts = (given: Awaited<ReturnType<typeof open>>) => given?.counts.slice(0, 3).map(({ count }) => count);
    const exact = await open('staff');
    expect(exact).toMatchObject({ answered: 2, dontKnow: 1 });
    expect(counts(exact)).toEqual([2, 1, 0]);
    const shown = await open('public');
    expect(shown).toMatchObject({ answered: null, dontKnow: null, skipped: 0 });
    expect(counts(shown)).toEqual([null, null, 0]);
    const printed = await printSynthesis(bench.context, KEY, 'json', 'public');
    const { questions_fermees: read } = JSON.parse(String(printed?.content)) as ReturnType<typeof openDataOf>;
    expect(read.find(({ question }) => question === 'publics')).toEqual(shown);
  });

  it('shows somebody’s own words once, and begins each question with its subjects', async () => {
    bench = createReviewBench(
      writtenTexts(96).map(({ text: words }, i) => contribution(i + 1, { changement: text(words) })),
    );
    await makeSynthesis({ ...bench.context, engine: offlineEngine }, 4, EVERYTHING, 'operator');
    const { body } = await show();
    const [open] = body.open;
    const said = await page();
    const table = said.split('\n').filter(line => /^\| \[.+\]\(#q1-t\d+\) \|/u.test(line));
    expect(table.map(line => /^\| \[(.+?)\]/u.exec(line)?.[1])).toEqual(
      open?.synthesis.themes.map(({ label }) => label),
    );
    for (const line of table) expect(line).toMatch(/\| \d+ \| \S.+ \(\d+\) \|$/u);
    const once = statementsOf(body).filter(({ kind }) => kind === 'proposal');
    expect(once.length).toBeGreaterThan(0);
    for (const { number, citations } of once) {
      const [, block = ''] = said.split(`**${number}\\.** «\u00A0`);
      const shown = block.split(`**${number + 1}\\.**`)[0] ?? '';
      expect(shown.split(`${citations[0]?.id}`)).toHaveLength(2);
    }
    // What nobody answered is listed once, at the end.
    expect(said.indexOf('## Questions sans réponse')).toBeGreaterThan(said.lastIndexOf('\n### '));
  });

  it('draws a chart that a screen reader passes over, and leaves out columns that nobody filled', async () => {
    await make();
    const html = String((await printSynthesis(bench.context, KEY, 'html', 'staff'))?.content);
    expect(html).toContain('2 sur 2<span aria-hidden="true"> ████████████████████</span>');
    expect(await page()).toContain('| A4-0001 | personnes aidées | 80 |');
  });

  it('prints in every format', async () => {
    await make();
    for (const format of ['md', 'html', 'docx', 'json'] as const) {
      const printed = await printSynthesis(bench.context, KEY, format, 'public');
      expect(printed?.name).toBe(`synthese-s4-1-v1.${format}`);
      expect(printed?.content.length).toBeGreaterThan(500);
    }
    expect(openDataOf(await show(), 'public').questions[0]?.sujets[0]?.affirmations[0]).toMatchObject({
      numero: 1,
      nature: 'proposal',
    });
    expect(await printSynthesis(bench.context, { axis: 4, number: 9 }, 'md', 'public')).toBeNull();
  });
});

describe('forgetting', () => {
  it('leaves no word of a contribution, nor its reference, edits and answers included', async () => {
    await make();
    await review({ act: 'reword', statement: 1, text: 'Un bus par village.' });
    await review({ act: 'answer', statements: [1, 2], answer: 'retained', reason: 'Oui.' });
    const { body } = await show();
    const left = forgetInSynthesis(readSynthesisBody(writeSynthesisBody(body)), new Set(['A4-0001']));
    expect(JSON.stringify(left)).not.toMatch(/A4-0001|bus dans chaque|bus par village|personnes aidées/);
    expect(statementsOf(left).map(({ text: words, answer }) => [words, answer?.answer])).toEqual([
      ['Le bus ne suffit pas.', 'retained'],
    ]);
  });
});

describe('what staff type', () => {
  it('names answers in French', () => {
    expect(ANSWER_NAMES).toEqual(['retenu', 'retenu-en-partie', 'non-retenu', 'existe-deja', 'hors-sujet']);
    expect(answerOf('Existe déjà')).toBe('exists');
    expect(answerOf('peut-être')).toBeNull();
  });

  it('reads a filter, or says what is wrong', () => {
    expect(readFilter({ from: '2027-03-01', until: '2027-04-01' }, 'Europe/Paris')).toMatchObject({
      from: '2027-02-28T23:00:00.000Z',
      until: '2027-03-31T22:00:00.000Z',
    });
    expect(readFilter({ from: 'hier' }, 'Europe/Paris')).toMatch(/2027-03-01/);
    expect(readFilter({ place: ['dep:999'] }, 'Europe/Paris')).toMatch(/dep:999/);
    expect(readFilter({ kind: 'x' }, 'Europe/Paris')).toMatch(/collective/);
  });
});
