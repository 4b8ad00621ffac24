/** Reads a whole message as something to do, in French or English; anything else is an idea or talk. */
import { cleanText, fold } from '#text/index.ts';
import { flatten } from '#text/normalize.ts';

export type Order =
  /** For whoever takes part. */
  | { readonly do: 'join' | 'leave' | 'status' | 'help' | 'passTurn' | 'approve' | 'minutes' | 'takeOver' }
  | { readonly do: 'unnamed' | 'takeBackAll' | 'takeBackName' }
  | { readonly do: 'named'; readonly name: string | null }
  | { readonly do: 'organisation'; readonly name: string; readonly mandated: boolean }
  | { readonly do: 'vote'; readonly numbers: readonly number[] }
  | {
      readonly do: 'stance';
      readonly kind: 'agreement' | 'reservation' | 'disagreement';
      readonly n: number;
      readonly text: string;
    }
  | { readonly do: 'takeBack'; readonly question: number | null; readonly n: number | null }
  | { readonly do: 'object'; readonly text: string }
  | { readonly do: 'propose'; readonly question: number; readonly text: string }
  | { readonly do: 'offTopic' }
  /** For facilitators. */
  | { readonly do: 'begin' | 'next' | 'skip' | 'pause' | 'resume' | 'back' | 'validate' | 'cancel' | 'reopen' }
  | { readonly do: 'round' | 'votes' | 'checklist' | 'invitation' | 'questionList' | 'settings' }
  | { readonly do: 'extend'; readonly minutes: number | null }
  | { readonly do: 'present' | 'hands'; readonly count: number }
  | { readonly do: 'quorum' | 'perQuestion' | 'validation'; readonly count: number }
  | { readonly do: 'halfQuorum' }
  | { readonly do: 'duration'; readonly minutes: number }
  | { readonly do: 'questions'; readonly numbers: readonly number[] | 'all' }
  | { readonly do: 'when' | 'venue' | 'audience' | 'territory' | 'handOver'; readonly text: string }
  | { readonly do: 'idea'; readonly via: 'room' | 'paper'; readonly text: string }
  | { readonly do: 'merge'; readonly numbers: readonly number[] }
  | { readonly do: 'split' | 'aside' | 'bringBack'; readonly n: number }
  | { readonly do: 'amend'; readonly question: number; readonly text: string }
  | { readonly do: 'accept' | 'refuse'; readonly n: number };

type Simple = Extract<Order, { readonly do: string }> & Record<string, unknown>;

/** Whole messages, folded, that say one thing. */
const WORDS: Readonly<Record<string, Simple>> = Object.fromEntries(
  (
    [
      [
        'join',
        'je participe',
        'participer',
        'je veux participer',
        'je rejoins',
        "j'en suis",
        'i join',
        'i take part',
        'join',
        "i'm in",
      ],
      ['leave', 'je quitte', "je quitte l'atelier", 'quitter', 'je pars', 'i leave'],
      ['status', 'ou en sommes-nous', 'ou en est-on', 'ou en suis-je', 'temps', 'le temps', 'where are we', 'time'],
      ['help', 'aide', 'aide atelier', 'help', '?'],
      ['passTurn', 'je passe', 'je passe mon tour', 'rien a ajouter', 'i pass', 'nothing to add'],
      ['approve', "d'accord", "je suis d'accord", 'je valide', 'je suis pour', 'oui', 'ok', 'i agree', 'yes'],
      ['minutes', 'compte rendu', 'compte-rendu', 'le compte rendu', 'minutes'],
      ['takeOver', "reprendre l'animation", "je reprends l'animation", 'take over'],
      ['unnamed', 'sans mon nom', 'without my name'],
      ['takeBackAll', 'retirer mes idees', 'retirer toutes mes idees', 'remove my ideas'],
      ['takeBackName', 'retirer mon nom', 'remove my name'],
      [
        'begin',
        'commencer',
        'commencer la question',
        'demarrer',
        "commencer l'atelier",
        'on commence',
        'begin',
        'start',
      ],
      ['next', 'suite', 'la suite', 'etape suivante', 'suivant', 'on continue', 'next'],
      ['skip', 'passer', 'passer la question', 'question suivante', 'skip'],
      ['pause', 'pause', 'on fait une pause'],
      ['resume', 'reprendre', 'on reprend', 'resume'],
      ['back', 'revenir', 'retour', 'question precedente', 'revenir en arriere', 'back'],
      ['validate', 'valider', 'faire valider', 'on valide', 'validate'],
      ['cancel', "annuler l'atelier", 'annuler atelier', 'cancel workshop'],
      ['reopen', "rouvrir l'atelier", 'rouvrir', 'rouvrir atelier', 'reopen'],
      ['round', 'tour de table', 'un tour de table', 'round'],
      ['votes', 'voter', 'passer au vote', 'au vote', 'vote'],
      ['checklist', 'liste', 'liste de preparation', 'checklist'],
      ['invitation', 'invitation', "texte d'invitation"],
      ['questionList', 'questions', 'les questions', 'quelles questions'],
      ['settings', 'reglages', 'preparation', 'preparer', 'settings'],
      ['halfQuorum', 'quorum la moitie', 'quorum moitie', 'quorum half'],
    ] as const
  ).flatMap(([name, ...said]) => said.map(words => [words, { do: name } as Simple])),
);

/** What begins a message, then what follows it. Read on the message without its accents, taken from the message. */
const PATTERNS: readonly (readonly [RegExp, (found: readonly string[]) => Order | null])[] = [
  [
    /^(?:mon nom|nommez-moi|mon nom est|my name)(?:\s*:\s*|\s+|$)(.*)$/,
    ([name]) => ({ do: 'named', name: name === '' ? null : (name ?? null) }),
  ],
  [
    /^(?:mon organisation|organisation|my organisation)\s*:\s*(.+)$/,
    ([name]) => ({ do: 'organisation', name: name ?? '', mandated: false }),
  ],
  [/^(?:au nom de|on behalf of)\s*:?\s+(.+)$/, ([name]) => ({ do: 'organisation', name: name ?? '', mandated: true })],
  [
    /^(?:je suis |i )?(?:d'accord|agree)(?: avec| with)?(?: l'idee| la| le| idea)? ?(?:n°\s*)?(\d{1,4})(?:\s*[:,.]\s*(.*))?$/,
    ([n, text]) => ({ do: 'stance', kind: 'agreement', n: Number(n), text: text ?? '' }),
  ],
  [
    /^(?:une )?(?:reserve|reservation)(?: sur| on)?(?: l'idee| idea)? (?:n°\s*)?(\d{1,4})\s*[:,.]?\s*(.*)$/,
    ([n, text]) => ({ do: 'stance', kind: 'reservation', n: Number(n), text: text ?? '' }),
  ],
  [
    /^(?:je ne suis )?(?:pas d'accord|desaccord|disagree)(?: avec| sur| with)?(?: l'idee| idea)? ?(?:n°\s*)?(\d{1,4})\s*[:,.]?\s*(.*)$/,
    ([n, text]) => ({ do: 'stance', kind: 'disagreement', n: Number(n), text: text ?? '' }),
  ],
  [
    /^(?:retirer|remove)(?: l'idee| mon idee| idea)?(?: (?:(\d{1,2})\.)?(\d{1,4}))?$/,
    ([question, n]) => ({ do: 'takeBack', question: numberOr(question), n: numberOr(n) }),
  ],
  [
    /^(?:objection|reserve|je ne valide pas|pas d'accord|desaccord)\s*(?:[:,]\s*|$)(.*)$/,
    ([text]) => ({ do: 'object', text: text ?? '' }),
  ],
  [
    /^(?:je propose|proposer|proposition|propose)(?: (?:pour )?(?:la |a la )?(?:question )?)(\d{1,2})\s*:\s*(.+)$/,
    ([n, text]) => ({ do: 'propose', question: Number(n), text: text ?? '' }),
  ],
  [/^(?:hors sujet|aparte|off topic)\s*:?\s+\D/, () => ({ do: 'offTopic' })],
  [/^\/\//, () => ({ do: 'offTopic' })],
  [
    /^(?:prolonger|extend)(?: de| by)?(?: (\d{1,3})(?: ?min(?:utes?)?)?)?$/,
    ([n]) => ({ do: 'extend', minutes: numberOr(n) }),
  ],
  [
    /^(?:nous sommes |on est )?(?:present(?:s|es)?|people present)(?: en tout)?\s*:?\s*(\d{1,5})$/,
    ([n]) => ({ do: 'present', count: Number(n) }),
  ],
  [/^(\d{1,5}) (?:present(?:s|es)?|personnes(?: presentes)?)$/, ([n]) => ({ do: 'present', count: Number(n) })],
  [/^(?:mains levees|mains|la salle valide|hands)\s*:?\s*(\d{1,5})$/, ([n]) => ({ do: 'hands', count: Number(n) })],
  [/^quorum\s*:?\s*(\d{1,5})(?: personnes?)?$/, ([n]) => ({ do: 'quorum', count: Number(n) })],
  [/^(\d{1,3}) ?min(?:utes?)? par question$/, ([n]) => ({ do: 'perQuestion', count: Number(n) })],
  [/^par question\s*:?\s*(\d{1,3}) ?min(?:utes?)?$/, ([n]) => ({ do: 'perQuestion', count: Number(n) })],
  [
    /^(?:validation|delai de validation)\s*:?\s*(?:en |de )?(\d{1,5}) ?(min(?:utes?)?|h(?:eures?)?|j(?:ours?)?)$/,
    ([n, unit]) => ({ do: 'validation', count: Number(n) * perUnit(unit) }),
  ],
  [
    /^(?:duree|duration)\s*:?\s*(?:(\d{1,2}) ?h(?:eures?)?(?: ?(\d{1,2})(?: ?min(?:utes?)?)?)?|(\d{1,3}) ?min(?:utes?)?)$/,
    ([h, m, only]) => ({ do: 'duration', minutes: Number(h || 0) * 60 + Number(m || 0) + Number(only || 0) }),
  ],
  [
    /^(?:questions?)\s*:?\s+((?:\d{1,2}(?:\s*(?:,|et|and|a|-)\s*|\s+)?)+)$/,
    ([list]) => ({ do: 'questions', numbers: readNumbers(list ?? '') }),
  ],
  [/^(?:toutes les questions|all questions)$/, () => ({ do: 'questions', numbers: 'all' })],
  [/^(?:date|when)\s*:?\s+(.+)$/, ([text]) => ({ do: 'when', text: text ?? '' })],
  [/^(?:lieu|venue)\s*:?\s+(.+)$/, ([text]) => ({ do: 'venue', text: text ?? '' })],
  [/^(?:public|audience)\s*:?\s+(.+)$/, ([text]) => ({ do: 'audience', text: text ?? '' })],
  [/^(?:territoire|territory)\s*:?\s+(.+)$/, ([text]) => ({ do: 'territory', text: text ?? '' })],
  [
    /^(?:passer la main|je passe la main|donner la main|hand over)(?: a| to)?\s*:?\s+(.+)$/,
    ([text]) => ({ do: 'handOver', text: (text ?? '').replace(/^@/, '') }),
  ],
  [/^(?:salle|dans la salle|oral|room)\s*:\s*([^]+)$/, ([text]) => ({ do: 'idea', via: 'room', text: text ?? '' })],
  [/^(?:papier|sur papier|post-it|paper)\s*:\s*([^]+)$/, ([text]) => ({ do: 'idea', via: 'paper', text: text ?? '' })],
  [
    /^(?:regrouper|reunir|merge)(?: les idees| ideas)? ((?:\d{1,4}(?:\s*(?:,|et|and|avec)\s*|\s+)?)+)$/,
    ([list]) => ({ do: 'merge', numbers: readNumbers(list ?? '') }),
  ],
  [/^(?:separer|split)(?: l'idee| idea)? (\d{1,4})$/, ([n]) => ({ do: 'split', n: Number(n) })],
  [/^(?:hors sujet|ecarter|set aside)(?: l'idee| idea)?\s*:?\s*(\d{1,4})$/, ([n]) => ({ do: 'aside', n: Number(n) })],
  [/^(?:remettre|reprendre l'idee|bring back)(?: idea)? (\d{1,4})$/, ([n]) => ({ do: 'bringBack', n: Number(n) })],
  [
    /^(?:modifier|amend)(?: la)?(?: reponse)?(?: question)? (\d{1,2})\s*:\s*([^]+)$/,
    ([n, text]) => ({ do: 'amend', question: Number(n), text: text ?? '' }),
  ],
  [/^(?:accepter|accept)(?: la)?(?: proposition| proposal)? (\d{1,3})$/, ([n]) => ({ do: 'accept', n: Number(n) })],
  [/^(?:refuser|refuse)(?: la)?(?: proposition| proposal)? (\d{1,3})$/, ([n]) => ({ do: 'refuse', n: Number(n) })],
];

/** Longest message that may be one of the WORDS, in UTF-16 units. */
const MAX_WORDS_CHARACTERS = 60;

/** What the message asks for; null where it asks for nothing. Numbers alone are a vote. */
export function readOrder(raw: string): Order | null {
  const text = cleanText(raw).replace(/^[/!](?=\p{L})/u, '');
  if (text.length <= MAX_WORDS_CHARACTERS) {
    const whole = /^[?\uFF1F\s]+$/.test(text) ? '?' : fold(text);
    if (Object.hasOwn(WORDS, whole)) return WORDS[whole] as Order;
    const numbers = readBallot(whole);
    if (numbers !== null) return { do: 'vote', numbers };
  }
  // Same length, so that what was found there is taken from the text as it was written.
  const flat = flatten(text).replace(/[\u2018\u2019]/g, "'");
  if (flat.length !== text.length) return null;
  for (const [pattern, make] of PATTERNS) {
    const found = new RegExp(pattern, 'd').exec(flat);
    if (found === null) continue;
    const groups = (found.indices ?? []).slice(1).map(at => (at === undefined ? '' : text.slice(at[0], at[1]).trim()));
    return make(groups);
  }
  return null;
}

/** « reprendre l'animation »: what needs a role of its author, and nothing else said in a workshop does. */
export function asksToTakeOver(text: string): boolean {
  return text.length <= MAX_WORDS_CHARACTERS && readOrder(text)?.do === 'takeOver';
}

/** « 3 », « 3, 5 et 8 », « je vote 3 et 5 », « 1️⃣ »; null for anything else. */
function readBallot(folded: string): readonly number[] | null {
  const bare = folded
    .replace(/^(?:je vote|je choisis|vote|i vote)(?: pour| for)?\s*/, '')
    .replace(/[\uFE0F\u20E3]/g, '');
  if (!/^(?:n°|les? )?\d{1,4}(?:(?:\s*[,;/+]\s*|\s+(?:et|and|puis)\s+|\s+)\d{1,4}){0,19}$/.test(bare)) return null;
  return readNumbers(bare);
}

function readNumbers(list: string): readonly number[] {
  const said = flatten(list).replace(/(\d)\s*(?:-|a)\s*(?=\d)/g, '$1-');
  const numbers = [...said.matchAll(/(\d{1,4})(?:-(\d{1,4}))?/g)].flatMap(([, from, to]) => {
    const [first, last] = [Number(from), Number(to ?? from)];
    return last - first > 50 || last < first ? [first] : Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
  return [...new Set(numbers)];
}

function numberOr(text: string | undefined): number | null {
  return text === undefined || text === '' ? null : Number(text);
}

function perUnit(unit: string | undefined): number {
  return unit?.startsWith('h') ? 60 : unit?.startsWith('j') ? 1_440 : 1;
}
