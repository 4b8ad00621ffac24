/**
 * matrix-bot-sdk requires a native crypto package as it loads, and throws where the binary of that package could not be
 * downloaded. Our encryption does not go through the library (docs/adr): that one name is answered with an empty module.
 * To be imported before the library. npm's `overrides` would do it in this repository only, not where it is installed.
 */
import { registerHooks } from 'node:module';

const NATIVE = '@matrix-org/matrix-sdk-crypto-nodejs';
const url = new URL('./no-native-crypto.cjs', import.meta.url).href;

export const hooks = registerHooks({
  resolve: (specifier, context, next) =>
    specifier === NATIVE ? { url, format: 'commonjs', shortCircuit: true } : next(specifier, context),
});
