/** The catalogs there are. A language is added by its two files and a line here. */
import type { CatalogText } from './catalog.ts';
import frApplication from './fr.application.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };

export const CATALOGS: Readonly<Record<string, CatalogText>> = {
  fr: { ...fr, ...frApplication },
};

export const DEFAULT_LANGUAGE = 'fr';
