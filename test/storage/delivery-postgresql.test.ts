import { inject } from 'vitest';
import { standsFor } from '#test/support/absent.ts';
import { deliveryCells } from './delivery/cells.ts';
import { deliveryKills } from './delivery/kills.ts';
import { replicasAtOnce } from './delivery/replicas.ts';

const server = inject('postgresUrl');

// Without a server there is nothing to run: the set-up said so in a visible line, and `.ci/run` requires one.
if (server === null) standsFor('delivery on PostgreSQL', 'PostgreSQL, which is not installed here');
else {
  deliveryCells('PostgreSQL', server);
  deliveryKills('PostgreSQL', server);
  replicasAtOnce('PostgreSQL', server);
}
