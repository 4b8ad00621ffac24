import { workshopRights } from './rights.ts';

workshopRights('SQLite', null);
