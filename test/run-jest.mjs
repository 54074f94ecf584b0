/**
 * Runs the tests: the whole suite in UTC, and beside it what reads or writes a time in Shanghai, for nothing may depend on the
 * host's time zone, and lists and faults with signature V3. Sweeps are tried in part; with `--all` in whole. With `--fast` only
 * checkers and pure code. Ends with a line `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { compile } from '../build.mjs';

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const given = process.argv.slice(2);
const [fast, all] = ['--fast', '--all'].map((flag) => given.includes(flag));
const args = given.filter((arg) => !['--fast', '--all'].includes(arg));
/** Quick tests without a process or mock of their own, run as one file: checkers and pure code, and the engine in another. */
const GATHERED =
  'test/(scripts/[^/]+/checkers|lib/(model|define|event)|lib/inspection(?!.*/(link|canary)\\.))/.*\\.test\\.ts$';
/** Of these, those that have to do with time in many ways: dates, days, months, weeks and windows of hours. */
const GATHERED_DATED = 'test/(scripts/(bss|cas|ecs|hbr|rds)/checkers|lib/(model|define|event))/.*\\.test\\.ts$';
const PURE = 'test/harness/gathered.ts';
/** Suites that read or write times. */
const DATED = all
  ? ['test/lib/inspection', 'test/scripts', 'test/harness/gathered']
  : ['test/lib/inspection/run/(history|lasting|reminders)', 'test/scripts/(ecs/snapshot|pasts)', PURE];
/** Suites of whole lists and of faults, which hold for either signature. */
const SIGNED = ['test/conformance/collectors', 'test/faults/matrix'];
const folder = mkdtempSync(join(tmpdir(), 'aliyun-inspection-jest-'));
const total = { passed: 0, failed: 0 };

/** For the workers of jest, too: with V8's own 16 MiB for what is new, a fifth of their time goes into collecting it. */
const ROOMY = '--max-semi-space-size=128';

/** Lanes that go on beside each other, and in each one pass after the other. */
function lanes() {
  if (args.length > 0) return [[{ zone: 'UTC', only: args }]];
  if (fast) return [[{ zone: 'UTC', only: [PURE], gathered: GATHERED }]];
  return [
    // More than there are cores: many suites wait for processes, servers and browsers much of their time.
    [{ zone: 'UTC', only: ['--maxWorkers=4'], gathered: GATHERED }],
    [
      { zone: 'Asia/Shanghai', only: [...DATED, '--maxWorkers=1'], gathered: all ? GATHERED : GATHERED_DATED },
      { zone: 'UTC', only: [...SIGNED, '--maxWorkers=1'], signature: 'v3' },
    ],
  ];
}

/** The suites that take longest: where the time of a whole run goes. */
function slowest(suites) {
  const seconds = ({ startTime, endTime }) => Math.round((endTime - startTime) / 1000);
  const long = suites.filter((one) => seconds(one) >= 20).sort((a, b) => seconds(b) - seconds(a));
  return long.slice(0, 25).map((one) => `${String(seconds(one)).padStart(5)} s ${relative(process.cwd(), one.name)}`);
}

async function run({ zone, only, gathered, signature }, output) {
  const report = join(mkdtempSync(join(folder, 'pass-')), 'report.json');
  const child = spawn(process.execPath, [ROOMY, jest, ...only, '--json', `--outputFile=${report}`], {
    stdio: ['ignore', 'ignore', output],
    env: {
      ...process.env,
      TZ: zone,
      ...(all && { TEST_ALL: '1' }),
      ...(gathered && { JEST_GATHERED: gathered }),
      ...(signature && { TEST_SIGNATURE: signature }),
    },
  });
  const said = [];
  child.stderr?.on('data', (chunk) => said.push(chunk));
  const [status] = await once(child, 'close');
  // What goes on beside another pass is shown when it is through.
  console.log(`\njest, TZ=${zone}${signature ? `, signature ${signature}` : ''}`);
  process.stderr.write(Buffer.concat(said));
  let failed = 0;
  try {
    const read = JSON.parse(readFileSync(report, 'utf8'));
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = read;
    for (const line of slowest(read.testResults)) console.log(line);
    total.passed += numPassedTests;
    failed = numFailedTests + numRuntimeErrorTestSuites;
  } catch {
    failed = 1;
  }
  total.failed += status !== 0 && failed === 0 ? 1 : failed;
}

async function follow(lane, n) {
  for (const pass of lane) await run(pass, n === 0 ? 'inherit' : 'pipe');
}

await compile();
await Promise.all(lanes().map(follow));
rmSync(folder, { recursive: true, force: true });
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
