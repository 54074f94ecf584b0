/** The tools that are compared: each is a program of its own, pointed at the same world. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EMULATOR_KEY, type Emulator } from '../../emulator';
import type { Question } from './questions';
import { failedOf, type Report } from './score';

const run = promisify(execFile);
export const MOST_OUTPUT = 2 ** 28;

/** What a tool is given. */
export interface Place {
  readonly emulator: Emulator;
  readonly questions: readonly Question[];
  /** An empty folder for what it writes. */
  readonly folder: string;
  /** `host:port` of a proxy that leads every host of Alibaba Cloud to the emulator. */
  readonly proxy: string;
}

export interface Peer {
  readonly name: string;
  /** Its version; `undefined` where it is not installed. */
  version(): Promise<string | undefined>;
  checksOf(question: Question): readonly string[];
  /** What failed. @throws Error when it did not run */
  inspect(place: Place): Promise<Report['failed']>;
}

export const KEYS = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: EMULATOR_KEY.accessKeyId,
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: EMULATOR_KEY.accessKeySecret,
};
/** From the sources and from dist/. */
const BIN = ['../..', '../../..'].map((up) => join(__dirname, up, 'cli/bin.cjs')).find(existsSync) ?? '';

/** An inspection of the checkers that the questions ask for, as somebody writes it. */
function inspectionOf(questions: readonly Question[], regions: readonly string[]): string {
  const ids = JSON.stringify(questions.flatMap(({ checkers }) => checkers));
  return [
    `const { defineInspection, fromEnv } = require('aliyun-inspection');`,
    `const { CHECKERS } = require('aliyun-inspection/scripts');`,
    `exports.inspection = defineInspection({`,
    `  id: 'compare', title: { zh: '对比', en: 'Compared' }, schedule: '0 9 * * *', timeoutSeconds: 600,`,
    `  accounts: [{ name: 'default', credentials: fromEnv(), regions: ${JSON.stringify(regions)} }],`,
    `  checkers: CHECKERS.filter(({ id }) => ${ids}.includes(id)),`,
    `});`,
    `exports.run = exports.inspection.run;`,
  ].join('\n');
}

export const ours: Peer = {
  name: 'aliyun-inspection',
  version: () => Promise.resolve('this checkout'),
  checksOf: ({ checkers }) => checkers,
  async inspect({ emulator, questions, folder }) {
    const file = join(folder, 'compare.cjs');
    writeFileSync(file, inspectionOf(questions, emulator.world.regions));
    const env = { ...process.env, ...KEYS, ALIYUN_ENDPOINT: emulator.endpoint };
    const out = join(folder, 'out');
    await run(process.execPath, [BIN, 'run', file, '--out', out, '--state', join(folder, 'state')], {
      env,
      maxBuffer: MOST_OUTPUT,
    });
    const lines = readFileSync(join(out, 'findings.jsonl'), 'utf8').trim().split('\n');
    const findings = lines.map((line) => JSON.parse(line) as { checker: string; assetId: string; verdict: string });
    return failedOf(
      findings.filter(({ verdict }) => verdict === 'fail').map(({ checker, assetId }) => [checker, assetId]),
    );
  },
};

/** What is read of Prowler's JSON-OCSF: an array of Detection Findings (`prowler/lib/outputs/ocsf/ocsf.py`). */
interface OcsfFinding {
  readonly status_code?: string;
  readonly metadata?: { readonly event_code?: string };
  readonly resources?: readonly { readonly name?: string; readonly uid?: string }[];
}

/** @throws Error when it is not Prowler's */
export function prowlerFailures(text: string): Report['failed'] {
  const findings = JSON.parse(text) as unknown;
  if (!Array.isArray(findings)) throw new Error('Prowler: its OCSF file holds no list');
  const pairs = (findings as OcsfFinding[]).flatMap(({ status_code: status, metadata, resources = [] }) => {
    const check = metadata?.event_code;
    if (check === undefined || status === undefined) throw new Error('Prowler: a finding without check or status');
    // For Alibaba Cloud the name is the asset's id; the uid is its ARN.
    const ids = resources.map(({ name, uid = '' }) => name ?? uid.replace(/^.*[/:]/, ''));
    return status === 'FAIL' ? ids.map((id) => [check, id] as const) : [];
  });
  return failedOf(pairs);
}

export const prowler: Peer = {
  name: 'Prowler',
  async version() {
    try {
      const { stdout } = await run('prowler', ['--version']);
      return /[\d.]+\d/.exec(stdout)?.[0];
    } catch {
      return undefined;
    }
  },
  checksOf: (question) => question.prowler,
  async inspect({ emulator, questions, folder, proxy }) {
    const trust = { REQUESTS_CA_BUNDLE: emulator.caFile, SSL_CERT_FILE: emulator.caFile };
    const env = { ...process.env, ...KEYS, ...trust, HTTPS_PROXY: `http://${proxy}`, HTTP_PROXY: `http://${proxy}` };
    const args = ['alibabacloud', '--region', ...emulator.world.regions, '--checks'];
    const output = ['--output-formats', 'json-ocsf', '--output-directory', folder, '--ignore-exit-code-3'];
    const checks = questions.flatMap((question) => question.prowler);
    await run('prowler', [...args, ...checks, ...output], { env, maxBuffer: MOST_OUTPUT });
    const file = readdirSync(folder).find((name) => name.endsWith('.ocsf.json'));
    if (file === undefined) throw new Error('Prowler: it has written no .ocsf.json');
    return prowlerFailures(readFileSync(join(folder, file), 'utf8'));
  },
};
