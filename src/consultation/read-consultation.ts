/** Reads `consultation.yaml` and the notices: all that is not an axis. */
import type { Choice, Consultation, Lang, Localized, Notice } from './definition.ts';
import { noticeFile } from './files.ts';
import { LIMITS } from './limits.ts';
import { readChoices, reportDuplicates } from './read-choices.ts';
import { readDates } from './read-opening.ts';
import type { Report, Source } from './report.ts';
import { consultationShape, type RawConsultation } from './shape.ts';
import { readShape } from './shape-problems.ts';
import { didYouMean } from './suggestion.ts';
import { type Languages, Texts, typeset } from './texts.ts';

/** The consultation but for its axes, and the notice's version. */
export type General = Omit<Consultation, 'axes' | 'notice'> & { readonly notice: Omit<Notice, 'version'> };

export interface ReadGeneral {
  /** Undefined where the file's shape does not fit. */
  readonly general: General | undefined;
  /** The parts of the file that could be read, even where others could not. */
  readonly raw: Partial<RawConsultation>;
  readonly languages: Languages | undefined;
}

/** `files` are all the files handed to `parseConsultation`. */
export function readGeneral(source: Source, files: Readonly<Record<string, string>>, report: Report): ReadGeneral {
  const whole = readShape(consultationShape, source.value, source, [], report);
  const raw: Partial<RawConsultation> = whole ?? pieces(source.value);
  const languages = readLanguages(raw, source, report);
  const texts = new Texts(languages, report);
  const dates = readDates(raw, source, report);
  const actors = readActors(raw, source, texts, report);
  const sections = raw.sections ?? [];
  reportDuplicates(sections, source, ['sections'], 'la section', report);
  const full = readNotices(languages?.all ?? [], files, source, report);
  if (raw.licence && !/^https?:\/\/\S+$/.test(raw.licence.url)) {
    report.add(source, ['licence', 'url'], 'bad_url', "ce n'est pas une adresse : écrivez-la depuis « https:// »");
  }
  const known = sections.map((section, i) => ({
    name: section.name,
    label: texts.read(section.label, source, ['sections', i, 'label'], { max: LIMITS.choiceChars }),
  }));
  const read = (key: 'title' | 'presentation' | 'organiser') =>
    raw[key] === undefined ? {} : texts.read(raw[key], source, [key]);
  const said = { title: read('title'), presentation: read('presentation'), organiser: read('organiser') };
  const fact = (key: 'controller' | 'legal_basis' | 'purposes' | 'recipients' | 'retention') =>
    raw.notice === undefined ? {} : texts.read(raw.notice[key], source, ['notice', key]);
  const facts = {
    controller: fact('controller'),
    legalBasis: fact('legal_basis'),
    purposes: fact('purposes'),
    recipients: fact('recipients'),
    retention: fact('retention'),
  };
  const rule = (key: 'participation_level' | 'moderation_charter' | 'commitments') =>
    raw.rules === undefined ? {} : texts.read(raw.rules[key], source, ['rules', key]);
  const rules = {
    participationLevel: rule('participation_level'),
    moderationCharter: rule('moderation_charter'),
    commitments: rule('commitments'),
  };
  const licence = raw.licence && texts.read(raw.licence.name, source, ['licence', 'name']);
  if (!whole || !licence) return { general: undefined, raw, languages };
  const general: General = {
    name: whole.name,
    defaultLanguage: whole.default_language,
    languages: whole.languages,
    ...said,
    minutesPerAxis: whole.minutes_per_axis,
    staffContact: whole.staff_contact,
    notice: {
      ...facts,
      contact: whole.notice.contact,
      minimumAge: whole.notice.minimum_age,
      full,
    },
    ...(whole.rules === undefined ? {} : { rules }),
    licence: { name: licence, url: whole.licence.url },
    timeZone: whole.time_zone,
    ...dates,
    synthesisDay: whole.synthesis_day ?? null,
    replyDay: whole.reply_day ?? null,
    draftsKeptUntilDay: whole.drafts_kept_until ?? null,
    ...(whole.retention === undefined
      ? {}
      : {
          retention: {
            draftsDays: whole.retention.drafts_days,
            identitiesDays: whole.retention.identities_days,
            moderatedDays: whole.retention.moderated_days,
            deposit: whole.retention.deposit,
            audioDays: whole.retention.audio_days,
          },
        }),
    pauseAfterMinutes: whole.pause_after_minutes,
    quietWindowSeconds: whole.quiet_window_seconds,
    followUpUnderWords: whole.follow_up_under_words,
    followUpByModel: whole.follow_up_by_model,
    workshopDraftByModel: whole.workshop_draft_by_model,
    transcriptionByService: whole.transcription_by_service,
    actors,
    sections: known,
  };
  return { general, raw, languages };
}

/** Each top-level key whose own value fits. */
function pieces(value: unknown): Partial<RawConsultation> {
  if (typeof value !== 'object' || value === null) return {};
  const fitting = Object.entries(consultationShape.shape).flatMap(([key, shape]) => {
    const read = shape.safeParse((value as Record<string, unknown>)[key]);
    return read.success && read.data !== undefined ? [[key, read.data] as const] : [];
  });
  return Object.fromEntries(fitting);
}

function readLanguages(raw: Partial<RawConsultation>, source: Source, report: Report): Languages | undefined {
  const { languages, default_language: byDefault } = raw;
  if (!languages || byDefault === undefined) return undefined;
  for (const [i, lang] of languages.entries()) {
    if (languages.indexOf(lang) === i) continue;
    report.add(source, ['languages', i], 'bad_language', `« ${lang} » est déjà dans la liste : retirez-la`);
  }
  if (!languages.includes(byDefault)) {
    const message = `« ${byDefault} » n'est pas dans « languages »${didYouMean(byDefault, languages)} : ajoutez-la`;
    report.add(source, ['default_language'], 'bad_language', message);
    return undefined;
  }
  return { all: [...new Set(languages)], byDefault };
}

function readActors(raw: Partial<RawConsultation>, source: Source, texts: Texts, report: Report): readonly Choice[] {
  return readChoices(raw.actors ?? [], source, ['actors'], texts, report);
}

function readNotices(
  languages: readonly Lang[],
  files: Readonly<Record<string, string>>,
  source: Source,
  report: Report,
): Localized {
  const texts: Record<Lang, string> = {};
  for (const [i, lang] of languages.entries()) {
    const file = noticeFile(lang);
    const text = files[file];
    if (text === undefined) {
      const message = `il manque le fichier ${file}, la notice complète en « ${lang} » : ajoutez-le`;
      report.add(source, ['languages', i], 'missing_translation', message);
    } else if (text.trim() === '') {
      report.addAt(file, 'empty_text', 'notice vide : écrivez-la, ou retirez la langue');
    } else if (text.length > LIMITS.noticeChars) {
      report.addAt(file, 'too_big', `notice de ${text.length} caractères : ${LIMITS.noticeChars} au plus`);
    } else {
      texts[lang] = typeset(text, lang);
    }
  }
  return texts;
}
