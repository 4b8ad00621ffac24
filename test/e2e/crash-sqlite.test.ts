import { crashTest } from './crash-kills.ts';

crashTest('SQLite', null);
