/**
 * Suites that take long come first, so that no core is idle at the end while one of them is under way. Without this, and in a
 * clone nothing is known of earlier runs, jest goes by the sizes of files, which say little.
 */
const { statSync } = require('node:fs');
const { default: Sequencer } = require('@jest/test-sequencer');

/** Longest first: those of more than half a minute, as `npm run jest` lists them at its end. */
const LONG = [
  'platforms/func/server.test.ts',
  'host/server.test.ts',
  'expected/default-world.test.ts',
  'package/package.test.ts',
  'host/runs.test.ts',
  'platforms/func/run.test.ts',
  'console/browser.test.ts',
  'e2e/crash.test.ts',
  'faults/codes.test.ts',
  'console/start-page.test.ts',
  'cli/load.test.ts',
  'host/scripts.test.ts',
  'platforms/fc/fc.test.ts',
  'conformance/collectors.test.ts',
  'faults/matrix.test.ts',
  'harness/gathered.ts',
  'harness/gathered-runs.ts',
  'conformance/fields.test.ts',
  'console/load.test.ts',
];

module.exports = class extends Sequencer {
  sort(tests) {
    const place = ({ path }) => {
      const found = LONG.findIndex((one) => path.endsWith(`/test/${one}`));
      return found < 0 ? LONG.length : found;
    };
    const size = ({ path }) => statSync(path).size;
    return [...tests].sort((a, b) => place(a) - place(b) || size(b) - size(a));
  }
};
