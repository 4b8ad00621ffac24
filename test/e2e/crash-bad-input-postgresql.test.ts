import { inject } from 'vitest';
import { standsFor } from '#test/support/absent.ts';
import { oddMessages } from './crash-messages.ts';
import { serviceInTrouble } from './crash-service.ts';

const server = inject('postgresUrl');

// Without a server there is nothing to run: the set-up said so in a visible line, and `.ci/run` requires one.
if (server === null) standsFor('bad input, PostgreSQL', 'PostgreSQL, which is not installed here');
else {
  oddMessages('PostgreSQL', server);
  serviceInTrouble('PostgreSQL', server);
}
