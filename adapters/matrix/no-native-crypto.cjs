// Stands for a native package that is downloaded at install time, and that nothing of ours uses: see native-crypto.ts.
'use strict';

module.exports = {};
