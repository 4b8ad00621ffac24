import { storageContract } from './contract.ts';
import { createWorld } from './world.ts';

storageContract('sqlite', () => createWorld(null));
