/** The shape of the YAML files, key by key; what the values mean together is checked where they are read. */
import { z } from 'zod';
import { LIMITS } from './limits.ts';

/** A text in the default language, or one by language. */
export type RawText = string | Readonly<Record<string, string>>;

function isRawText(value: unknown): value is RawText {
  if (typeof value === 'string') return true;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every(text => typeof text === 'string');
}

const TEXT_WANTED = 'un texte, ou un texte par langue (fr: "…", en: "…") ; un nombre se met entre guillemets';
const NAME_WANTED = 'des minuscules sans accent, des chiffres et « _ », en commençant par une lettre';
const CHOICE_WANTED = 'des minuscules sans accent, des chiffres et « _ »';
const SLUG_WANTED = 'des minuscules sans accent, des chiffres et « - »';

export const text = z.custom<RawText>(isRawText, { error: TEXT_WANTED });
const name = z
  .string()
  .max(LIMITS.nameChars)
  .regex(/^[a-z][a-z0-9_]*$/, { error: NAME_WANTED });
const choiceName = z
  .string()
  .max(LIMITS.nameChars)
  .regex(/^[a-z0-9_]+$/, { error: CHOICE_WANTED });
const slug = z
  .string()
  .max(LIMITS.nameChars)
  .regex(/^[a-z0-9][a-z0-9-]*$/, { error: SLUG_WANTED });
const language = z
  .string()
  .regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/, { error: 'une langue comme « fr », « en » ou « fr-simple »' });
const line = z.string().trim().min(1).max(LIMITS.textChars);

export const QUESTION_TYPES = [
  'text',
  'longtext',
  'select_one',
  'select_multiple',
  'scale',
  'integer',
  'decimal',
  'date',
  'approx_date',
  'place',
  'url',
  'file',
  'url_or_file',
  'structured',
] as const;

export const choiceShape = z.strictObject({
  name: choiceName,
  label: text,
  label_unknown: text.optional(),
  text: z.boolean().optional(),
  exclusive: z.boolean().optional(),
  code: z.enum(['dont_know', 'none']).optional(),
});

export const choicesShape = z.array(choiceShape).min(1).max(LIMITS.choices);

const fieldShape = z.strictObject({
  name,
  label: text,
  type: z.enum(['text', 'integer', 'decimal', 'date', 'approx_date']),
});

export const questionShape = z.strictObject({
  name,
  type: z.enum(QUESTION_TYPES),
  label: text,
  label_unknown: text.optional(),
  hint: text.optional(),
  required: z.boolean().optional(),
  relevant: z.string().optional(),
  constraint: z.string().optional(),
  constraint_message: text.optional(),
  choices: z.union([name, choicesShape]).optional(),
  choices_from: name.optional(),
  place_choices: z.array(choiceName).min(1).max(LIMITS.choices).optional(),
  max: z.int().min(1).max(LIMITS.choices).optional(),
  range: z.tuple([z.number(), z.number()]).optional(),
  fields: z.array(fieldShape).min(1).max(LIMITS.fields).optional(),
  part: name.optional(),
  section: name.optional(),
  follow_up: text.optional(),
  sources: z.array(line).max(LIMITS.sources).optional(),
});

export const axisShape = z.strictObject({
  axis: z.int().min(1).max(99),
  slug,
  title: text,
  theme: text,
  action_sheet: z.boolean().optional(),
  parts: z
    .array(z.strictObject({ name, label: text.optional(), optional: z.boolean().optional() }))
    .min(1)
    .max(LIMITS.parts)
    .optional(),
  questions: z.array(z.unknown()).min(1).max(LIMITS.questions),
});

const instant = z.string().nullable().optional();
const day = z.string().nullable().optional();
const opening = z.strictObject({ opens: instant, closes: instant });

const days = z.int().min(0).max(LIMITS.retentionDays).nullable().default(null);
const retentionShape = z.strictObject({
  drafts_days: days,
  identities_days: days,
  moderated_days: days,
  deposit: z.boolean().default(false),
  audio_days: z.int().min(0).max(LIMITS.retentionDays).default(30),
});

export const consultationShape = z.strictObject({
  name: slug,
  default_language: language,
  languages: z.array(language).min(1).max(LIMITS.languages),
  title: text,
  presentation: text,
  organiser: text,
  minutes_per_axis: z.int().min(1).max(LIMITS.minutesPerAxis),
  staff_contact: line,
  notice: z.strictObject({
    controller: text,
    legal_basis: text,
    purposes: text,
    recipients: text,
    retention: text,
    contact: line,
    minimum_age: z.int().min(0).max(LIMITS.minimumAge),
  }),
  rules: z.strictObject({ participation_level: text, moderation_charter: text, commitments: text }).optional(),
  licence: z.strictObject({ name: text, url: line }),
  time_zone: line,
  opens: instant,
  closes: instant,
  axis_opening: z.record(z.string().regex(/^[1-9][0-9]?$/, { error: "le numéro d'un axe" }), opening).optional(),
  synthesis_day: day,
  reply_day: day,
  drafts_kept_until: day,
  retention: retentionShape.optional(),
  pause_after_minutes: z.int().min(1).max(LIMITS.pauseAfterMinutes).default(120),
  quiet_window_seconds: z.int().min(0).max(LIMITS.quietWindowSeconds).default(4),
  follow_up_under_words: z.int().min(1).max(LIMITS.followUpUnderWords).default(6),
  follow_up_by_model: z.boolean().default(false),
  workshop_draft_by_model: z.boolean().default(false),
  transcription_by_service: z.boolean().default(false),
  actors: z.array(choiceShape).min(1).max(LIMITS.actors),
  sections: z
    .array(z.strictObject({ name, label: text }))
    .max(LIMITS.sections)
    .optional(),
  axes: z.array(line).min(1).max(LIMITS.axes),
});

export const choiceListsShape = z.record(name, z.unknown());

export type RawChoice = z.output<typeof choiceShape>;
export type RawQuestion = z.output<typeof questionShape>;
export type RawAxis = z.output<typeof axisShape>;
export type RawConsultation = z.output<typeof consultationShape>;

/** Every key that the files know, for « vouliez-vous dire … ? ». */
export const KNOWN_KEYS: readonly string[] = [
  ...new Set(
    [
      consultationShape.shape,
      consultationShape.shape.notice.shape,
      consultationShape.shape.rules.unwrap().shape,
      retentionShape.shape,
      axisShape.shape,
      questionShape.shape,
      choiceShape.shape,
      opening.shape,
    ].flatMap(shape => Object.keys(shape)),
  ),
  'optional',
  'url',
];
