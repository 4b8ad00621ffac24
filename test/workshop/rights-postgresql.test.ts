import { inject } from 'vitest';
import { standsFor } from '#test/support/absent.ts';
import { workshopRights } from './rights.ts';

const server = inject('postgresUrl');

// Without a server there is nothing to run: the set-up said so in a visible line, and `.ci/run` requires one.
if (server === null) standsFor('the rights of workshops on PostgreSQL', 'PostgreSQL, which is not installed here');
else workshopRights('PostgreSQL', server);
