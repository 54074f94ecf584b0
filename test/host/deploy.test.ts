import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addressOf } from '../../ground/postgres/address';
import { readSettings, variableOf } from '../../host/config';
import { ROOT, compile, leave, newFolder } from './stage';

// eslint-disable-next-line @typescript-eslint/no-require-imports
const { load } = require('js-yaml') as { load: (text: string) => unknown };

jest.setTimeout(60_000);
beforeAll(compile);
afterEach(leave);

const read = (name: string) => readFileSync(join(ROOT, 'deploy', name), 'utf8');
const settings = readSettings({}, {});
const variables = Object.keys(settings).map(variableOf);
const BIN = 'cli/bin.cjs';

describe('the unit of systemd', () => {
  const text = read('aliyun-inspection.service');
  const values = (key: string) => [...text.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map((match) => match[1] ?? '');

  it('has sections, settings and remarks, and nothing else', () => {
    for (const line of text.split('\n')) expect(line).toMatch(/^(|#.*|\[(Unit|Service|Install)\]|[A-Z]\w+=.*)$/);
    expect(text.match(/^\[.*\]$/gm)).toEqual(['[Unit]', '[Service]', '[Install]']);
  });

  it('starts the command with variables that there are, and gives it the time that it takes to stop', () => {
    const [command = ''] = values('ExecStart');
    expect(command.split(' ').slice(1)).toEqual([expect.stringMatching(/node_modules\/aliyun-inspection\//), 'serve']);
    expect(existsSync(join(ROOT, BIN)) && command.includes(BIN)).toBe(true);
    for (const assignment of values('Environment')) expect(variables).toContain(assignment.split('=')[0]);
    expect(Number(values('TimeoutStopSec')[0])).toBeGreaterThan(settings.stopSeconds + settings.graceSeconds + 5);
    expect(values('RestartPreventExitStatus')).toEqual(['2']);
  });

  const found = spawnSync('systemd-analyze', ['--version']).status === 0;
  (found ? it : it.skip)('is one to systemd', () => {
    const file = join(newFolder(), 'aliyun-inspection.service');
    const command = `${process.execPath} ${join(ROOT, BIN)} serve`;
    writeFileSync(file, text.replace(/^ExecStart=.*$/m, `ExecStart=${command}`));
    const { stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', file], { encoding: 'utf8' });
    expect(stderr.split('\n').filter((line) => line.includes('aliyun-inspection.service'))).toEqual([]);
  });

  // From 251 on it judges files that are not installed. Networks, and memory that is written and run, cannot be taken away.
  (found && spawnSync('systemd-analyze', ['security', '--help']).stdout.includes('--offline') ? it : it.skip)(
    'leaves the service little that it does not need',
    () => {
      const file = join(ROOT, 'deploy', 'aliyun-inspection.service');
      const told = spawnSync('systemd-analyze', ['security', '--offline=true', '--no-pager', file], {
        encoding: 'utf8',
      });
      expect(Number(/exposure level for \S+: ([\d.]+)/.exec(told.stdout)?.[1])).toBeLessThanOrEqual(1.5);
    },
  );
});

describe('the Dockerfile', () => {
  const lines = read('Dockerfile')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const of = (word: string) =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));

  it('has instructions only, and none that runs a shell for the host', () => {
    for (const line of lines) {
      expect(line).toMatch(/^(FROM|WORKDIR|COPY|ARG|RUN|USER|VOLUME|ENV|EXPOSE|HEALTHCHECK|ENTRYPOINT|CMD) \S/);
    }
    expect(JSON.parse(of('ENTRYPOINT')[0] ?? '')).toEqual(['node', `/app/${BIN}`]);
    expect(JSON.parse(of('CMD')[0] ?? '')).toEqual(['serve']);
    expect(of('USER')).toEqual(['node']);
    // One image for both stages, which a build can pin.
    expect(of('FROM')).toEqual(['${NODE_IMAGE} AS build', '${NODE_IMAGE}']);
    expect(lines.indexOf(`ARG ${of('ARG')[0]}`)).toBeLessThan(lines.findIndex((line) => line.startsWith('FROM ')));
    const [major] = /^NODE_IMAGE=node:(\d+)/.exec(of('ARG')[0] ?? '')?.slice(1) ?? [];
    expect(Number(major)).toBeGreaterThanOrEqual(20);
  });

  it('installs what the lock file says, in both stages, and optional packages in its versions', () => {
    const runs = of('RUN');
    expect(runs.flatMap((run) => run.match(/npm (ci|install)\b[^&|;]*/g) ?? []).map((run) => run.trim())).toEqual([
      'npm ci',
      // Changes the lists only.
      expect.stringMatching(/^npm install --package-lock-only --save-prod --save-exact "\$name@\$\(npm pkg get /),
      'npm ci --omit=dev --no-audit --no-fund',
    ]);
    expect(runs[0]).toContain('cp package-lock.json /app');
    expect(of('COPY')).toEqual(['. .', '--from=build /app ./']);
    const { args } = (load(read('compose.yaml')) as { 'x-host': { build: { args: Record<string, string> } } })['x-host']
      .build;
    const { devDependencies, peerDependencies } = JSON.parse(
      readFileSync(join(ROOT, 'package.json'), 'utf8'),
    ) as Record<string, Record<string, string>>;
    for (const name of args.EXTRA_PACKAGES?.split(' ') ?? []) {
      expect([name, devDependencies?.[name]]).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+$/)]);
      expect(Object.keys(peerDependencies ?? {})).toContain(name);
    }
  });

  it('sets variables that there are, to what the host takes', () => {
    const env = Object.fromEntries((of('ENV')[0] ?? '').split(/\s+/).map((one) => one.split('=')));
    for (const name of Object.keys(env)) expect(variables).toContain(name);
    expect(readSettings({}, env)).toMatchObject({ host: '0.0.0.0', port: 9300, data: '/data', log: 'json' });
    expect(of('EXPOSE')).toEqual(['9300']);
    const check = JSON.parse(/CMD (\[.*\])/.exec(of('HEALTHCHECK')[0] ?? '')?.[1] ?? '') as string[];
    expect(check.slice(0, 2)).toEqual(['node', '-e']);
    expect(() => execFileSync(process.execPath, ['--check', '-'], { input: check[2], stdio: 'pipe' })).not.toThrow();
  });
});

interface Service {
  readonly environment: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: object;
  readonly build?: { readonly dockerfile: string; readonly args: Readonly<Record<string, string>> };
  readonly ports?: readonly string[];
  readonly volumes: readonly string[];
}

describe('the compose file', () => {
  const { services, volumes } = load(read('compose.yaml')) as {
    readonly services: Readonly<Record<string, Service>>;
    readonly volumes: object;
  };
  const hosts = Object.entries(services).filter(([, { build }]) => build);

  it('has two hosts that share all but their data and their ports, none of which is open to the network', () => {
    expect(hosts.map(([name]) => name)).toEqual(['host-a', 'host-b']);
    const differing = hosts.map(([, { ports, volumes: own, ...rest }]) => [JSON.stringify(rest), ports, own]);
    expect(differing[0]?.[0]).toBe(differing[1]?.[0]);
    expect(new Set(hosts.flatMap(([, service]) => service.ports)).size).toBe(2);
    for (const [, { ports = [] }] of hosts) expect(ports[0]).toMatch(/^127\.0\.0\.1:\d+:9300$/);
  });

  it('names services, volumes, variables and files that there are', () => {
    for (const { depends_on: needed = {}, volumes: own } of Object.values(services)) {
      for (const [name, { condition }] of Object.entries(needed)) {
        expect([condition, typeof services[name]?.healthcheck]).toEqual(['service_healthy', 'object']);
      }
      for (const one of own) expect(Object.keys(volumes)).toContain(one.split(':')[0]);
    }
    for (const [, { environment, build }] of hosts) {
      for (const name of Object.keys(environment)) expect(variables).toContain(name);
      const state = (environment.ALIYUN_INSPECTION_STATE ?? '').replace(/\$\{[^}]*\}/, 'not-a-real-password');
      const found = readSettings({}, { ...environment, ALIYUN_INSPECTION_STATE: state });
      expect(found).toMatchObject({ state, guance: 'environment', timeZone: 'Asia/Shanghai' });
      expect(addressOf(state, 'state').shown).toBe('postgres:5432/inspections');
      expect(existsSync(join(ROOT, build?.dockerfile ?? 'nowhere'))).toBe(true);
      const wanted = (build?.args.EXTRA_PACKAGES ?? '').split(' ');
      expect(wanted).toEqual(expect.arrayContaining(['pg', 'umzug']));
      expect(read('Dockerfile')).toMatch(/^ARG EXTRA_PACKAGES=/m);
    }
  });
});

it('has every setting in its documentation, with its variable and what is usual', () => {
  const page = readFileSync(join(ROOT, 'docs', 'serve.md'), 'utf8');
  for (const [key, value] of Object.entries(settings)) {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${key}\` |`));
    expect(row ?? key).toContain(`\`${variableOf(key)}\``);
    if (typeof value === 'number') expect(row).toContain(`| ${value} |`);
    if (typeof value === 'boolean') expect(row).toContain(`| ${value} |`);
  }
});
