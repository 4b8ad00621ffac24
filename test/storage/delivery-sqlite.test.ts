import { deliveryCells } from './delivery/cells.ts';
import { deliveryKills } from './delivery/kills.ts';
import { replicasAtOnce } from './delivery/replicas.ts';

deliveryCells('SQLite', null);
deliveryKills('SQLite', null);
replicasAtOnce('SQLite', null);
