import { inject } from 'vitest';
import { standsFor } from '#test/support/absent.ts';
import { storageContract } from './contract.ts';
import { createWorld } from './world.ts';

const server = inject('postgresUrl');

// Without a server there is nothing to run: the set-up said so in a visible line, and `.ci/run` requires one.
if (server === null) standsFor('storage on PostgreSQL', 'PostgreSQL, which is not installed here');
else storageContract('postgresql', () => createWorld(server));
