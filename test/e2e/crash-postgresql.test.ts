import { describe, inject, it } from 'vitest';
import { crashTest } from './crash-kills.ts';

const server = inject('postgresUrl');

// Without a server there is nothing to run: the set-up said so in a visible line, and `.ci/run` requires one.
if (server === null) describe('kill -9, PostgreSQL', () => it.todo('needs PostgreSQL, which is not installed here'));
else crashTest('PostgreSQL', server);
