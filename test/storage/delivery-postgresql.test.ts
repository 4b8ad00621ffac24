import { describe, inject, it } from 'vitest';
import { deliveryCells } from './delivery/cells.ts';
import { deliveryKills } from './delivery/kills.ts';
import { replicasAtOnce } from './delivery/replicas.ts';

const server = inject('postgresUrl');

// Without a server there is nothing to run: the set-up said so in a visible line, and `.ci/run` requires one.
if (server === null) describe('delivery on PostgreSQL', () => it.todo('needs PostgreSQL, which is not installed here'));
else {
  deliveryCells('PostgreSQL', server);
  deliveryKills('PostgreSQL', server);
  replicasAtOnce('PostgreSQL', server);
}
