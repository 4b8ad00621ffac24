import { workshopPath } from './path.ts';

workshopPath('SQLite', null);
