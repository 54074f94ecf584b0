import { mailServerFromEnv } from '../lib/report/receivers/email';
import { startWorkspace } from './server';

export interface WorkspaceFlags {
  readonly port: number;
  /** Directory of the data file. */
  readonly data: string;
  /** The first line of the output is one JSON object, and nothing else is printed. */
  readonly json?: boolean;
}

/**
 * Runs a workspace until it is told to stop by SIGINT or SIGTERM, and prints how to reach it: URLs, API key id and key,
 * and the write token. They are printed on purpose; they open this local workspace only.
 *
 * @throws ConfigError when the port is taken; StateError when the data cannot be opened
 * @example await runWorkspace({ port: 9530, data: '.aliyun-inspection/workspace' });
 */
export async function runWorkspace(flags: WorkspaceFlags): Promise<void> {
  const print = (line: string) => process.stdout.write(`${line}\n`);
  const workspace = await startWorkspace({
    port: flags.port,
    dataDir: flags.data,
    mail: mailServerFromEnv((name) => process.env[name] || undefined),
    log: (line, kind) => {
      if (kind !== 'request') process.stderr.write(`${line}\n`);
    },
  });
  const { openapi, openway, apiKeyId, apiKey, token } = workspace;
  const stopped = new Promise<void>((resolve) => {
    const stop = () => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
  if (flags.json === true) print(JSON.stringify({ openapi, openway, apiKeyId, apiKey, token }));
  else {
    print(`Open API    ${openapi}   GUANCE_OPENAPI_URL`);
    print(`OpenWay     ${openway}   GUANCE_OPENWAY_URL`);
    print(`API key id  ${apiKeyId}   GUANCE_API_KEY_ID`);
    print(`API key     ${apiKey}   GUANCE_API_KEY`);
    print(`token       ${token}`);
    print(`data        ${flags.data}`);
    print('Stop with Ctrl-C.');
  }
  await stopped;
  await workspace.close();
}
