import { erasureOnTheBytes } from './erasure/cells.ts';

erasureOnTheBytes('SQLite', null);
