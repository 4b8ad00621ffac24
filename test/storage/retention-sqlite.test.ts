import { retentionByItself } from './retention/cells.ts';

retentionByItself('SQLite', null);
