/**
 * The catalogs there are. A language is added by its two files and a line here; what is said to the staff is in French
 * and English, and falls back on French.
 */
import type { CatalogText } from './catalog.ts';
import enApplication from './en.application.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import enStaff from './en.staff.json' with { type: 'json' };
import enVoice from './en.voice.json' with { type: 'json' };
import enWorkshop from './en.workshop.json' with { type: 'json' };
import frApplication from './fr.application.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };
import frStaff from './fr.staff.json' with { type: 'json' };
import frVoice from './fr.voice.json' with { type: 'json' };
import frWorkshop from './fr.workshop.json' with { type: 'json' };
import frSimpleApplication from './fr-simple.application.json' with { type: 'json' };
import frSimple from './fr-simple.json' with { type: 'json' };
import frSimpleVoice from './fr-simple.voice.json' with { type: 'json' };
import frSimpleWorkshop from './fr-simple.workshop.json' with { type: 'json' };

export const CATALOGS: Readonly<Record<string, CatalogText>> = {
  fr: { ...fr, ...frApplication, ...frStaff, ...frVoice, ...frWorkshop },
  // Of workshops, plain French has its own words only where they differ.
  'fr-simple': { ...frSimple, ...frSimpleApplication, ...frSimpleVoice, ...frWorkshop, ...frSimpleWorkshop },
  en: { ...en, ...enApplication, ...enStaff, ...enVoice, ...enWorkshop },
};

export const DEFAULT_LANGUAGE = 'fr';
