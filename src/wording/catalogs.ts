/** The catalogs there are. A language is added by its file and a line here. */
import type { CatalogText } from './catalog.ts';
import fr from './fr.json' with { type: 'json' };

export const CATALOGS: Readonly<Record<string, CatalogText>> = { fr };

export const DEFAULT_LANGUAGE = 'fr';
