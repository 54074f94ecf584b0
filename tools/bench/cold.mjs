/**
 * What a function of Function Compute costs at its start and in a run: `node build.mjs compile && node build.mjs fc`, then
 * `ALIYUN_INSPECTION_REDIS_URL=redis://… node tools/bench/cold.mjs [--inspection ecs] [--instances 1000] [--times 5]`.
 * Each time is a process of its own that does what the runtime does: requires the code, calls the initializer, then the
 * handler, against an emulator in this process. Prints medians: milliseconds to load and to initialise, seconds of a run, the
 * processor time of both (which, unlike the rest, says the same on a busy machine), and the peak of resident memory in MiB.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DIST } from '../build/files.mjs';

const RUNTIME = `
const [, , code, handler] = process.argv;
const at = () => performance.now();
const cpu = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
const loaded = require(code);
const required = at();
const context = { credentials: JSON.parse(process.env.KEYS), function: { timeout: 900 } };
loaded.initializer(context)
  .then(() => { process.ready = at(); process.cold = cpu(); return loaded[handler](Buffer.from(''), context); })
  .then((result) => {
    const { maxRSS } = process.resourceUsage();
    process.stdout.write('\\n' + JSON.stringify({
      load: required, ready: process.ready - required, run: at() - process.ready, rss: maxRSS / 1024,
      coldCpu: process.cold, runCpu: cpu() - process.cold,
      assets: result.assets, complete: result.complete,
    }) + '\\n');
    process.exit(0);
  }, (error) => { console.error(error); process.exit(1); });
`;

const { values } = parseArgs({
  options: {
    inspection: { type: 'string', default: 'ecs' },
    instances: { type: 'string', default: '1000' },
    times: { type: 'string', default: '5' },
  },
});
const require = createRequire(import.meta.url);
const { startEmulator, EMULATOR_KEY } = require(join(DIST, 'emulator', 'index.js'));
const folder = mkdtempSync(join(tmpdir(), 'fc-cold-'));
execFileSync('python3', ['-m', 'zipfile', '-e', join(DIST, 'fc', 'code.zip'), folder]);
const runtime = join(folder, 'runtime.js');
writeFileSync(runtime, RUNTIME);
const cloud = await startEmulator({
  scenario: { seed: 7, regions: ['cn-hangzhou'], instances: Number(values.instances) },
});

function once() {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, ALIYUN_ENDPOINT: cloud.endpoint, KEYS: JSON.stringify(EMULATOR_KEY) };
    const child = spawn(process.execPath, [runtime, join(folder, 'index.js'), values.inspection], { env });
    let said = '';
    child.stdout.on('data', (part) => (said += part));
    child.stderr.on('data', (part) => (said += part));
    child.on('close', (code) => {
      const line = said.trim().split('\n').at(-1);
      if (code === 0) resolve(JSON.parse(line));
      else reject(new Error(said.slice(-2000)));
    });
  });
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
try {
  const all = [];
  for (let i = 0; i < Number(values.times); i++) all.push(await once());
  const of = (name) => median(all.map((one) => one[name]));
  const { assets, complete } = all[0];
  console.log(
    `${values.inspection}: load ${of('load').toFixed(0)} ms, initialise ${of('ready').toFixed(0)} ms, run ${(of('run') / 1000).toFixed(1)} s; CPU ${of('coldCpu').toFixed(0)} ms before the run and ${(of('runCpu') / 1000).toFixed(1)} s in it; peak ${of('rss').toFixed(0)} MiB; ${assets} assets, complete ${complete}`,
  );
} finally {
  await cloud.close();
  rmSync(folder, { recursive: true, force: true });
}
