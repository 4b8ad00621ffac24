import { redeliveryTest } from './delivery/redelivery.ts';

redeliveryTest('SQLite', null);
