/** « kit THÈME »: what announces a theme elsewhere than in the chosen channels: words, an e-mail, a poster, two lines. */
import type { Axis } from '#consultation/definition.ts';
import { openingOf, textIn } from '#consultation/inspect.ts';
import { type Param, type Phrase, phrase } from '#conversation/phrases.ts';
import type { OutboundFile, Poster } from '#messaging/index.ts';
import { lines, refuse, type StaffCall, type StaffCommand } from '../command.ts';
import { readAxes } from '../life/read-when.ts';
import { MAX_DOORS } from '../limits.ts';
import type { StaffTx } from '../ports.ts';

/** A way to the bot: a platform of the network, and the address that opens the conversation there. */
interface Door {
  readonly name: string;
  readonly url: string | null;
}

/** Nothing is sent to anybody: the staff read it, and use what they want. */
export const announcementKit: StaffCommand = {
  name: 'axis.kit',
  words: ['kit', "kit d'annonce", 'announcement kit'],
  shown: { fr: 'kit THÈME', en: 'kit TOPIC' },
  takes: 'argument',
  least: 'staff',
  help: phrase('staff.help.kit'),
  run: async (call, tx) => {
    const { consultation } = call;
    const read = readAxes(call.argument, consultation);
    const [number, ...others] = read?.axes ?? [];
    const axis = consultation.axes.find(one => one.number === number);
    if (axis === undefined || others.length > 0 || read?.rest !== '')
      return refuse(phrase('staff.kit.usage', { last: consultation.axes.length }));
    const { closes } = openingOf(consultation, axis.number);
    if (closes !== null && closes <= call.now) return refuse(phrase('staff.kit.closed', { axis: axis.number }));
    const doors = await doorsOf(call, tx);
    const about = aboutOf(call, axis, doors);
    const unknown = doors.filter(({ url }) => url === null).map(({ name }) => name);
    return {
      say: [
        phrase('staff.kit.channel', about),
        phrase('staff.kit.phone', { ...about, way: { phrase: wayIn(axis, doors[0]) } }),
        phrase('staff.kit.mail', about),
        phrase('staff.kit.poster'),
        ...(unknown.length === 0 ? [] : [phrase('staff.kit.noAddress', { platforms: { list: unknown } })]),
      ],
      files: [posterFile(call, axis, doors, about)],
      on: String(axis.number),
    };
  },
};

function aboutOf({ consultation, lang }: StaffCall, axis: Axis, doors: readonly Door[]) {
  const { closes } = openingOf(consultation, axis.number);
  const until: Phrase =
    closes === null
      ? phrase('kit.noEnd')
      : phrase('kit.until', { closes: { deadline: closes, zone: consultation.timeZone } });
  return {
    axis: axis.number,
    theme: textIn(axis.theme, lang, consultation.defaultLanguage),
    organiser: textIn(consultation.organiser, lang, consultation.defaultLanguage),
    minutes: consultation.minutesPerAxis,
    contact: consultation.staffContact,
    until: { phrase: until },
    ways: lines(
      (doors.length === 0 ? [undefined] : doors).map(door =>
        phrase('kit.line', { way: { phrase: wayIn(axis, door) } }),
      ),
    ),
  } as const satisfies Readonly<Record<string, Param>>;
}

function wayIn({ number }: Axis, door: Door | undefined): Phrase {
  if (door === undefined) return phrase('kit.anywhere', { axis: number });
  const { name, url } = door;
  return url === null
    ? phrase('kit.without', { platform: name, axis: number })
    : phrase('kit.way', { platform: name, url, axis: number });
}

function posterFile(
  { lang, wording }: StaffCall,
  axis: Axis,
  doors: readonly Door[],
  about: ReturnType<typeof aboutOf>,
): OutboundFile {
  const say = (one: Phrase): string => wording.label(lang, one);
  const poster: Poster = {
    lang,
    above: say(phrase('kit.poster.above', about)),
    title: about.theme,
    lines: [
      say(phrase('kit.poster.time', about)),
      say(phrase('kit.poster.how')),
      ...(doors.length === 0 ? [say(wayIn(axis, undefined))] : []),
    ],
    doors: doors.map(({ name, url }) => ({
      name,
      url,
      how: say(phrase(url === null ? 'kit.poster.search' : 'kit.poster.scan', { axis: axis.number })),
    })),
    foot: [say(phrase('kit.poster.rights', about)), say(phrase('kit.poster.contact', about))],
  };
  const name = lang === 'en' ? `poster-topic-${axis.number}.html` : `affiche-theme-${axis.number}.html`;
  return { name, mediaType: 'text/html', content: { from: 'poster', poster } };
}

const NAMES: Readonly<Record<string, string>> = { slack: 'Slack', discord: 'Discord', matrix: 'Matrix, Tchap' };

/** One a platform and address; two workspaces of one platform are told apart by their ids. */
async function doorsOf({ network, door }: StaffCall, tx: StaffTx): Promise<readonly Door[]> {
  const found = new Map<string, Door>();
  const workspaces = (await tx.roles.workspacesOf(network)).filter(({ platform }) => NAMES[platform] !== undefined);
  for (const { platform, workspace } of workspaces) {
    const url = door(platform, workspace);
    const alone = workspaces.filter(one => one.platform === platform).length === 1 || platform !== 'slack';
    const name = NAMES[platform] ?? platform;
    found.set(url ?? platform, { name: alone ? name : `${name} (${workspace})`, url });
  }
  // Those that can be followed come first.
  return [...found.values()].toSorted((a, b) => Number(a.url === null) - Number(b.url === null)).slice(0, MAX_DOORS);
}
