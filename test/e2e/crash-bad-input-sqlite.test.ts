import { oddMessages } from './crash-messages.ts';
import { serviceInTrouble } from './crash-service.ts';

oddMessages('SQLite', null);
serviceInTrouble('SQLite', null);
