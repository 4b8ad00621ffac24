import manifest from '../../package.json' with { type: 'json' };

/** What `npm start` gives to Node: a measured process gets the same. */
export const NODE_FLAGS: readonly string[] = manifest.scripts.start
  .split(' ')
  .filter(argument => argument.startsWith('--'));
