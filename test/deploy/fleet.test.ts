/**
 * What starts a fleet: variables and options are those of the program, labels and references meet, nothing secret stands in a
 * file. Neither Docker nor a cluster is here; the shapes are those of the public references that are named beside them.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { main } from '../../cli/main';

const ROOT = join(__dirname, '..', '..');
const { load, loadAll } = createRequire(__filename)('js-yaml') as {
  load: (text: string) => unknown;
  loadAll: (text: string) => unknown[];
};
type Yaml = any; // eslint-disable-line @typescript-eslint/no-explicit-any
const read = (...name: string[]) => readFileSync(join(ROOT, ...name), 'utf8');
const compose: Yaml = load(read('deploy', 'fleet', 'compose.yaml'));
const objects = loadAll(read('deploy', 'fleet', 'kubernetes.yaml')) as Yaml[];
const documented = ['configuration.md', 'serve.md', 'fleet.md'].map((page) => read('docs', page)).join('\n');

const LOCK = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> };
const CLIENTS = ['pg', 'umzug', 'bullmq', 'ioredis'];

/** Whether the command line takes these words: it refuses what it does not know before it says what it is missing. */
async function taken(words: string[]): Promise<string> {
  let printed = '';
  const silent = (text: unknown) => ((printed += String(text)), true);
  const spies = [process.stdout, process.stderr].map((one) => jest.spyOn(one, 'write').mockImplementation(silent));
  await main([...words, '--help', '--lang', 'en']);
  for (const spy of spies) spy.mockRestore();
  process.exitCode = undefined;
  return printed;
}

const isKnown = (variable: string) => !variable.startsWith('ALIYUN_INSPECTION_') || documented.includes(variable);

describe('the compose file', () => {
  // https://docs.docker.com/reference/compose-file/services/
  it('starts a host and workers of one image, with the clients of queue and database', async () => {
    const { host, worker } = compose.services;
    expect(worker.build).toEqual(host.build);
    expect(worker.build.args.EXTRA_PACKAGES.split(' ')).toEqual(CLIENTS);
    for (const name of CLIENTS) expect(LOCK.devDependencies[name]).toBeDefined();
    expect(await taken(worker.command)).toContain('Usage: aliyun-inspection worker');
    for (const one of [host, worker]) {
      expect(one.environment).toMatchObject({
        ALIYUN_INSPECTION_STATE: expect.stringMatching(/^postgres:\/\/.*@postgres:5432\/inspections$/),
        ALIYUN_INSPECTION_QUEUE: expect.stringMatching(/^redis:\/\/:.*@queue:6379$/),
      });
      expect(Object.keys(one.environment).filter((name) => !isKnown(name))).toEqual([]);
      expect(Object.keys(one.depends_on).sort()).toEqual(['postgres', 'queue']);
    }
  });

  it('keeps what the queue holds, and no password', () => {
    const { queue, postgres, host } = compose.services;
    expect(queue.command.join(' ')).toMatch(/noeviction.*appendonly yes.*appendfsync always/);
    for (const service of [queue, postgres, host]) {
      const [volume = ''] = service.volumes[0].split(':');
      expect(compose.volumes).toHaveProperty(volume);
    }
    for (const service of Object.values<Yaml>(compose.services)) {
      for (const [name, value] of Object.entries<string>(service.environment ?? {}))
        if (/PASSWORD|STATE|QUEUE/.test(name)) expect(value).toMatch(/\$\{[A-Z_]+:\?set it in \.env\}/);
      for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
    }
  });
});

describe('the manifests', () => {
  const one = (kind: string, name: string): Yaml =>
    objects.find((object) => object.kind === kind && object.metadata.name === name);
  const workloads: [string, Yaml][] = [
    ['worker', one('Deployment', 'worker')],
    ['host', one('StatefulSet', 'host')],
  ];

  // https://kubernetes.io/docs/reference/kubernetes-api/
  it('are of kinds that are stable, in one namespace', () => {
    expect(objects.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`)).toEqual([
      'v1 ConfigMap',
      'apps/v1 Deployment',
      'policy/v1 PodDisruptionBudget',
      'apps/v1 StatefulSet',
      'v1 Service',
    ]);
    expect(new Set(objects.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['aliyun-inspection']));
  });

  it.each(workloads)(
    '%s: labels and volumes meet, and it runs with nothing that it does not need',
    async (_, object) => {
      const { template, selector, volumeClaimTemplates = [] } = object.spec;
      expect(template.metadata.labels).toEqual(selector.matchLabels);
      const { containers, volumes, securityContext, automountServiceAccountToken } = template.spec;
      const [container] = containers;
      expect(securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
      expect(container.securityContext).toEqual({
        ...{ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
        capabilities: { drop: ['ALL'] },
      });
      expect(automountServiceAccountToken).toBe(false);
      const there = [...volumes, ...volumeClaimTemplates.map(({ metadata }: Yaml) => metadata)].map(({ name }) => name);
      expect(container.volumeMounts.map(({ name }: Yaml) => name).sort()).toEqual(there.sort());
      expect(container.image).toMatch(/:\d+\.\d+\.\d+$/);
      expect(container.envFrom).toContainEqual({ secretRef: { name: 'aliyun-inspection' } });
      expect(await taken(container.args)).toContain(`Usage: aliyun-inspection ${container.args[0]}`);
      const grace = Number(container.args[container.args.indexOf('--grace') + 1] ?? 60);
      expect(template.spec.terminationGracePeriodSeconds).toBeGreaterThan(Number.isNaN(grace) ? 60 : grace);
    },
  );

  it('name variables that there are, and nothing secret', () => {
    const { data } = one('ConfigMap', 'aliyun-inspection');
    expect(Object.keys(data).filter((name) => !isKnown(name))).toEqual([]);
    expect(JSON.stringify(objects)).not.toMatch(/postgres:|redis:|rediss:|LTAI|PASSWORD/);
    const header = read('deploy', 'fleet', 'kubernetes.yaml').split('\napiVersion')[0] ?? '';
    const told = header.match(/ALIYUN_INSPECTION_[A-Z_]+/g) ?? [];
    expect(told.filter((name) => !isKnown(name))).toEqual([]);
    expect(told).toEqual(expect.arrayContaining(['ALIYUN_INSPECTION_STATE', 'ALIYUN_INSPECTION_QUEUE']));
  });

  it('lead the service to the port of the host', () => {
    const { selector, ports } = one('Service', 'host').spec;
    const { labels } = one('StatefulSet', 'host').spec.template.metadata;
    expect(labels).toMatchObject(selector);
    const [container] = one('StatefulSet', 'host').spec.template.spec.containers;
    expect(container.ports.map(({ name }: Yaml) => name)).toContain(ports[0].targetPort);
    expect(container.ports[0].containerPort).toBe(9300);
    expect(one('PodDisruptionBudget', 'worker').spec.selector).toEqual(one('Deployment', 'worker').spec.selector);
  });
});
