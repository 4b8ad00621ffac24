/** `tdt axis …`, `tdt channel …`, `tdt campaign …`, `tdt suivi`: what the staff do in the chat, by the operator. */
import { drawChart } from '#pictures/index.ts';
import { posterHtml } from '#usecases/staff/kit/print.ts';
import {
  listCampaigns,
  newCampaign,
  pauseCampaign,
  startCampaign,
  stopCampaign,
} from '#usecases/staff/campaigns/commands.ts';
import { announcementKit } from '#usecases/staff/kit/commands.ts';
import { followUp } from '#usecases/staff/follow-up/commands.ts';
import { addChannel, announceAxes, listChannels, removeChannel } from '#usecases/staff/life/announce.ts';
import { closeAxes, openAxes, prolongAxes, showDates } from '#usecases/staff/life/dates.ts';
import { explainQuestions } from '#usecases/staff/revisions/explain.ts';
import { type Command, readOptions } from './command.ts';
import { toFile } from './output.ts';
import { actAsOperator, staffTool } from './staff.ts';
import { CommandError } from './usage-error.ts';

/** Writes the figures; `--png` draws them too. */
const suivi: Command = {
  name: 'suivi',
  summary: 'donne les chiffres de la consultation, en texte et en image',
  usage: [
    'tdt suivi [THÈME|territoires|acteurs|jours|couverture] [--png FICHIER] [--network IDENTIFIANT]',
    '',
    '  --png      écrit aussi une image de ces chiffres, lisible sur un téléphone',
    "  --network  le réseau dont il s'agit (par défaut : le seul, s'il n'y en a qu'un)",
    'Les nombres sont tous montrés : avant de publier, préférez « suivi image » dans un salon, qui cache ceux inférieurs à 5.',
  ],
  run: async (args, world) => {
    const options = { network: { type: 'string' }, png: { type: 'string' } } as const;
    const { values, positionals } = readOptions(args, options, { most: 10 });
    const argument = [...positionals, ...(values.png === undefined ? [] : ['image'])].join(' ');
    const { text, files } = await actAsOperator(world, followUp, argument, values.network);
    world.stdout.write(`${text}\n`);
    if (values.png === undefined) return 0;
    const chart = files
      .map(({ content }) => (content.from === 'chart' ? content.chart : null))
      .find(one => one !== null);
    if (chart === undefined || chart === null)
      throw new CommandError("Il n'y a encore rien à dessiner : l'image n'est pas écrite.");
    await toFile([await drawChart(chart)], values.png);
    world.stderr.write(`Image écrite : ${values.png}\n`);
    return 0;
  },
};

/** The words on the output, the poster in a file. */
const kit: Command = {
  name: 'kit',
  summary: 'donne de quoi annoncer un thème : textes, et affiche avec son code à viser',
  usage: [
    'tdt kit THÈME [--poster FICHIER.html] [--network IDENTIFIANT]',
    '',
    "  --poster   écrit l'affiche : une page A4, à imprimer ou à enregistrer en PDF depuis un navigateur",
    "  --network  le réseau dont il s'agit (par défaut : le seul, s'il n'y en a qu'un)",
  ],
  run: async (args, world) => {
    const options = { network: { type: 'string' }, poster: { type: 'string' } } as const;
    const { values, positionals } = readOptions(args, options, { most: 2 });
    const adapters = await world.platforms(world.configuration());
    const door = (platform: string, workspace: string): string | null =>
      adapters.find(adapter => adapter.platform === platform)?.door?.(workspace) ?? null;
    const argument = positionals.join(' ');
    const { text, files } = await actAsOperator(world, announcementKit, argument, values.network, null, door);
    world.stdout.write(`${text}\n`);
    if (values.poster === undefined) return 0;
    const page = files.flatMap(({ content }) => (content.from === 'poster' ? [posterHtml(content.poster)] : []));
    await toFile(page, values.poster);
    world.stderr.write(`Affiche écrite : ${values.poster}\n`);
    return 0;
  },
};

const WHEN = ['  Une date : « le 3 mars 2027 à 10 h », « demain », « 2027-03-03 ».'];

export const STAFF_ACTS: readonly Command[] = [
  suivi,
  kit,
  staffTool({
    name: 'dates',
    summary: "dit quels thèmes sont ouverts, et jusqu'à quand",
    takes: '',
    command: showDates,
  }),
  staffTool({
    name: 'consultation changes',
    summary: 'dit ce que les questions ont de nouveau, et pour combien de brouillons',
    takes: '',
    command: explainQuestions,
  }),
  staffTool({
    name: 'axis open',
    summary: 'ouvre un thème, maintenant ou à une date',
    takes: 'THÈME|tout [DATE]',
    command: openAxes,
    more: WHEN,
  }),
  staffTool({
    name: 'axis close',
    summary: 'ferme un thème, maintenant ou à une date',
    takes: 'THÈME|tout [DATE]',
    command: closeAxes,
    more: WHEN,
  }),
  staffTool({
    name: 'axis prolong',
    summary: "repousse la fin d'un thème",
    takes: 'THÈME|tout DATE',
    command: prolongAxes,
    more: WHEN,
  }),
  staffTool({
    name: 'axis announce',
    summary: 'annonce un thème dans les salons choisis',
    takes: 'THÈME|tout',
    command: announceAxes,
  }),
  staffTool({ name: 'channel list', summary: 'liste les salons des annonces', takes: '', command: listChannels }),
  staffTool({
    name: 'channel add',
    summary: 'choisit un salon pour les annonces',
    takes: '',
    command: addChannel,
    inChannel: true,
  }),
  staffTool({
    name: 'channel remove',
    summary: "n'annonce plus dans un salon",
    takes: '',
    command: removeChannel,
    inChannel: true,
  }),
  staffTool({
    name: 'campaign new',
    summary: 'prépare une relance et la montre ; « campaign new R1 » en montre les résultats',
    takes: 'À-QUI [THÈME] QUAND',
    command: newCampaign,
    more: [
      '  À qui : brouillons, inscrits, ou ici (le salon de --channel).',
      '  Quand : « le 3 mars à 10 h », « chaque mardi à 10 h », « 3 jours avant la fin », « cron 0 10 * * 2 ».',
      '  Puis, au besoin : « après 5 jours de silence », « 2 fois au plus », « fuseau Indian/Reunion », « de 8 h à 20 h ».',
    ],
    inChannel: true,
  }),
  staffTool({ name: 'campaign list', summary: 'liste les relances', takes: '', command: listCampaigns }),
  staffTool({ name: 'campaign start', summary: 'lance une relance', takes: 'R1', command: startCampaign }),
  staffTool({ name: 'campaign pause', summary: 'suspend une relance', takes: 'R1', command: pauseCampaign }),
  staffTool({ name: 'campaign stop', summary: 'arrête une relance pour de bon', takes: 'R1', command: stopCampaign }),
];
