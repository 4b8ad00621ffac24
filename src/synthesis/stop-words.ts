/**
 * Words that say nothing of the subject. « pas, non, moins, plus, sans, trop » and their like are kept apart: they
 * decide what a text wants, so they stay in its features and in the check of citations.
 */
import { fold } from '#text/index.ts';

const GRAMMAR = `a à ai aie aient aies ait alors as au aucunement auquel aura aurai auraient aurais aurait auras aurez
auriez aurions aurons auront aussi autant autre autres autrement aux auxquelles auxquels avaient avais avait avant avec
avez aviez avions avoir avons ayant ayez ayons c ça car ce ceci cela celle celles celui cependant certain certaine
certaines certains ces cet cette ceux chacun chacune chaque chez ci comme comment concernant contre d dans de debout
dedans dehors delà depuis derrière des désormais dès deux devant donc dont du durant e eh elle elles en encore enfin
ensuite entre envers es est et étaient étais était étant été êtes être eu eue eues eurent eus eut eux fois font fûmes
furent fus fut hors hui aujourd i il ils j je jusqu jusque l la là laquelle le lequel les lesquelles lesquels leur
leurs lors lorsque lui m ma mais malgré me même mêmes mes mien mienne miennes miens moi mon n ne ni nommés nos notre
nous nôtre nôtres on ont or ou où outre par parce parmi pendant personne pour pourquoi pourtant près puis puisque qu
quand quant que quel quelle quelles quelque quelques quels qui quoi quoique s sa sauf se sera serai seraient serais
serait seras serez seriez serions serons seront ses si sien sienne siennes siens sinon soi soient sois soit sommes son
sont sous soyez soyons suis sur surtout t ta tandis tant tel telle telles tels tes tien toi ton tous tout toute toutes
toujours tu un une unes uns vers via voici voilà vos votre vous vôtre vôtres y etc ex cf the of`;

/** Verbs and fillers of any answer: they make no theme. */
const FILLERS = `faut faudrait fallait falloir faire fais fait faite faites faits faisant ferait ferai feront faisons
dois doit doivent devrait devraient devoir devons devez peut peux peuvent pouvoir pourrait pourraient pouvait puisse
puissent veut veux veulent vouloir voudrais voudrait voulons mettre mettent met mettons mise aller va vais vont allez
aller dire dit disent dis voir vois voit voient voyons savoir sais sait savent crois croit pense penser pensons pensent
trouve trouver trouvent semble semblent sembler paraît donner donne prendre prend prennent rendre rend permettre permet
permettrait permettant permettent utiliser certainement vraiment simplement notamment également ainsi déjà peu bien très
assez beaucoup davantage juste seulement uniquement souvent parfois jamais chose choses façon manière cas exemple part
partie point niveau type sorte sortes genre ensemble place lieu fin afin compte titre sens fait faits mieux mal bon
bonne bonnes bons grand grande grands grandes petit petite petits petites nouveau nouveaux nouvelle nouvelles possible
nécessaire important importante importants importantes meilleur meilleure meilleurs meilleures réel réelle réellement
effet lieu vue suite terme termes bref oui merci bonjour svp quelqu quelconque tellement plutôt presque environ
actuellement aujourd hui maintenant hier demain jour jours passer avoir souhaite souhaiter souhaitons souhaiterais
propose proposer proposons aimerais aimerait favoriser existe existent existant exister divers diverses différents
différentes concerne concernent quelqu un ait ici ailleurs là haut bas premier première dernier dernière derniers
dernières plusieurs autour travers lien cadre ordre base mot gens idem idée idées falloir apporter apporte amener
continuer commencer cesser arrêter arrêtez arrêtons développer développement améliorer amélioration créer création
mettez laisser laissez éviter renforcer monde ans an année années milliard milliards million millions euro euros
article articles alinéa alinéas art ii iii iv chapitre section présent présente suivant suivante suivants ajouté inséré
rédigé rédigés mentionné mentionnés mentionnées deuxième troisième second seconde nombre nombreux nombreuses général parler parle parlent dernier besoin besoins question questions
problème problèmes forme formes grâce raison raisons avis`;

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).map(fold));

const grammar = list(GRAMMAR);
const fillers = list(FILLERS);

/** Small words that turn a sentence round, folded. Never dropped. */
export const POLARITY: ReadonlySet<string> = list('pas non moins plus sans trop aucun aucune rien jamais ni peu');

/** Whether a folded word is grammar: articles, pronouns, auxiliaries, prepositions. */
export const isGrammar = (word: string): boolean => grammar.has(word) && !POLARITY.has(word);

/** Whether a folded word makes no theme: grammar, or a filler. */
export const isStopWord = (word: string): boolean => !POLARITY.has(word) && (grammar.has(word) || fillers.has(word));
