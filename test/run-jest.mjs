/**
 * Runs the tests in two time zones, for nothing may depend on the host's: the whole suite in UTC, and what reads or
 * writes a time again in Shanghai; then lists and faults with signature V3. With `--fast` only checkers and pure code.
 * Ends with a line `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const given = process.argv.slice(2);
const fast = given.includes('--fast');
const args = given.filter((arg) => arg !== '--fast');
/** Quick tests without a process, server or mock of their own: one file runs them all. */
const GATHERED = 'test/(scripts/[^/]+/checkers|lib/(model|define|event))/.*\\.test\\.ts$';
const ALL_GATHERED = 'test/harness/gathered.ts';
const folder = mkdtempSync(join(tmpdir(), 'aliyun-inspection-jest-'));
const total = { passed: 0, failed: 0 };
const DATED = ['test/lib/inspection', 'test/scripts', ALL_GATHERED];
/** Suites of whole lists and of faults, which hold for either signature. */
const SIGNED = ['test/conformance/collectors', 'test/faults/matrix'];
/** Jest leaves a core to others unless it is told; these tests wait for processes and servers much of the time. */
const WORKERS = '--maxWorkers=2';
function passes() {
  if (args.length > 0) return [['UTC', []]];
  if (fast) return [['UTC', [ALL_GATHERED]]];
  return [
    ['UTC', [WORKERS]],
    ['Asia/Shanghai', [...DATED, WORKERS]],
    ['UTC', [...SIGNED, WORKERS], { TEST_SIGNATURE: 'v3' }],
  ];
}
/** The suites that take longest: where the time of a whole run goes. */
function slowest(suites) {
  const seconds = ({ startTime, endTime }) => Math.round((endTime - startTime) / 1000);
  const long = suites.filter((one) => seconds(one) >= 20).sort((a, b) => seconds(b) - seconds(a));
  return long.slice(0, 25).map((one) => `${String(seconds(one)).padStart(5)} s ${relative(process.cwd(), one.name)}`);
}
for (const [pass, [zone, only, more]] of passes().entries()) {
  const report = join(folder, `${pass}.json`);
  console.log(`\njest, TZ=${zone}`);
  const { status } = spawnSync(process.execPath, [jest, ...only, ...args, '--json', `--outputFile=${report}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...more, TZ: zone, ...(args.length === 0 && { JEST_GATHERED: GATHERED }) },
  });
  try {
    const read = JSON.parse(readFileSync(report, 'utf8'));
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = read;
    for (const line of slowest(read.testResults)) console.log(line);
    total.passed += numPassedTests;
    total.failed += numFailedTests + numRuntimeErrorTestSuites;
  } catch {
    total.failed += 1;
  }
  if (status !== 0 && total.failed === 0) total.failed = 1;
}
rmSync(folder, { recursive: true, force: true });
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
