/**
 * `npm run compare`: this project and, where they are installed, its peers on the same emulated world. Prints what each has
 * found, missed and raised in vain, its calls and its seconds, as a table in Markdown; the truth is the world's own description.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../../emulator';
import { cloudsploit } from './cloudsploit';
import { ours, prowler, type Peer } from './peers';
import { startProxy } from './proxy';
import { QUESTIONS, scenarioOf } from './questions';
import { scoreOf, tableOf, truthOf, type Report } from './score';

const PEERS: readonly Peer[] = [ours, prowler, cloudsploit];

async function reportOf(peer: Peer, emulator: Emulator, proxy: string): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'compare-'));
  emulator.resetStats();
  const begun = process.hrtime.bigint();
  try {
    const failed = await peer.inspect({ emulator, questions: QUESTIONS, folder, proxy });
    const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
    return { tool: peer.name, failed, calls: emulator.stats().calls, seconds };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns the table, and a line for each tool. @param print takes what is known while it runs */
export async function compare(peers: readonly Peer[], print: (line: string) => void): Promise<string> {
  const emulator = await startEmulator({ scenario: scenarioOf(QUESTIONS) });
  const proxy = await startProxy(emulator.port);
  try {
    const planted = emulator.world.planted();
    const asked = QUESTIONS.map((question) => ({ ...question, truth: truthOf(question, planted) }));
    const reports: Report[] = [];
    const scores = [];
    for (const peer of peers) {
      const version = await peer.version();
      print(`${peer.name}: ${version ?? 'not installed, left out'}`);
      if (version === undefined) continue;
      const report = await reportOf(peer, emulator, proxy.address);
      reports.push(report);
      const answered = asked.filter((one) => peer.checksOf(one).length > 0);
      scores.push(...answered.map((one) => scoreOf(one, one.truth, report, peer.checksOf(one))));
    }
    const counted = asked.map(({ title, truth }) => ({ title, truth: truth.size }));
    return tableOf(counted, scores, reports);
  } finally {
    await proxy.close();
    await emulator.close();
  }
}

if (require.main === module) {
  compare(PEERS, (line) => process.stderr.write(`${line}\n`))
    .then((table) => process.stdout.write(`${table}\n`))
    .catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exitCode = 1;
    });
}
