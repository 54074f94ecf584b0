/** CloudSploit, a program in Node.js: found by the folder of its checkout, which `CLOUDSPLOIT` names. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { KEYS, MOST_OUTPUT, type Peer } from './peers';
import { failedOf, type Report } from './score';

const run = promisify(execFile);

/**
 * What a Node.js program loads first, so that every connection to a host goes to the port `LEAD_PORT` of this machine: neither the
 * cloud's clients that it uses nor their agents take a proxy. Names, certificates and signatures stay those of the host.
 */
export const LEAD = `
const { Socket } = require('node:net');
const { connect } = Socket.prototype;
Socket.prototype.connect = function (...args) {
  const list = Array.isArray(args[0]) ? args[0] : args;
  const to = { host: '127.0.0.1', port: Number(process.env.LEAD_PORT) };
  if (list[0]?.host) list[0] = { ...list[0], ...to };
  return connect.apply(this, args);
};
`;

/** Its keys come from the environment; the other clouds have to be there. */
const CONFIG = `
const { ALIBABA_CLOUD_ACCESS_KEY_ID: id, ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret } = process.env;
const others = { aws: {}, azure: {}, google: {}, oracle: {}, github: {} };
module.exports = { credentials: { ...others, alibaba: { access_key_id: id, access_key_secret: secret } } };
`;

/** What is read of its JSON: a list of results (`postprocess/output.js`). */
interface Result {
  readonly plugin?: string;
  readonly status?: string;
  /** Such as `arn:acs:ram::<account>:user/<name>:<access key>`, or `N/A`. */
  readonly resource?: string;
}

/** @throws Error when it is not CloudSploit's */
export function cloudsploitFailures(text: string): Report['failed'] {
  const results = JSON.parse(text) as unknown;
  if (!Array.isArray(results)) throw new Error('CloudSploit: its JSON file holds no list');
  const pairs = (results as Result[]).flatMap(({ plugin, status, resource }) => {
    if (plugin === undefined || status === undefined) throw new Error('CloudSploit: a result without plugin or status');
    const [, asset] = /^arn:acs:.*?\/([^:]+)/.exec(resource ?? '') ?? [];
    return status === 'FAIL' && asset !== undefined ? [[plugin, asset] as const] : [];
  });
  return failedOf(pairs);
}

export const cloudsploit: Peer = {
  name: 'CloudSploit',
  version() {
    const { CLOUDSPLOIT: folder } = process.env;
    if (folder === undefined) return Promise.resolve(undefined);
    const file = join(folder, 'package.json');
    if (!existsSync(file)) return Promise.reject(new Error(`CLOUDSPLOIT: ${folder} holds no package.json`));
    return Promise.resolve((JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version);
  },
  checksOf: (question) => question.cloudsploit,
  async inspect({ emulator, folder }) {
    const lead = join(folder, 'lead.cjs');
    const config = join(folder, 'config.cjs');
    const out = join(folder, 'out.json');
    writeFileSync(lead, LEAD);
    writeFileSync(config, CONFIG);
    const env = {
      ...process.env,
      ...KEYS,
      LEAD_PORT: String(emulator.port),
      NODE_EXTRA_CA_CERTS: emulator.caFile,
      NODE_OPTIONS: `--require ${lead}`,
    };
    const args = ['--config', config, '--china', '--console', 'none', '--json', out];
    const cwd = resolve(process.env.CLOUDSPLOIT ?? '');
    await run(process.execPath, [join(cwd, 'index.js'), ...args], { cwd, env, maxBuffer: MOST_OUTPUT });
    return cloudsploitFailures(readFileSync(out, 'utf8'));
  },
};
