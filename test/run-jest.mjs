/** Runs the tests in two time zones: nothing may depend on the host's. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const jest = require.resolve('jest/bin/jest.js');
const args = process.argv.slice(2);
let failed = false;
// The whole suite once; what reads or writes a time again in another zone.
for (const [zone, only] of [
  ['UTC', []],
  ['Asia/Shanghai', ['test/lib', 'test/scripts']],
]) {
  console.log(`\njest, TZ=${zone}`);
  const { status } = spawnSync(process.execPath, [jest, ...only, ...args], {
    stdio: 'inherit',
    env: { ...process.env, TZ: zone },
  });
  failed ||= status !== 0;
}
process.exitCode = failed ? 1 : 0;
