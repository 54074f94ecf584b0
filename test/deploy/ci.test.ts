/**
 * The templates for CI: what their systems document of them, and their commands, run as the shell of each would, against the
 * emulator. There is no actionlint for Node; the rules are those of the pages that are named beside them.
 */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EMULATOR_KEY, startEmulator, type Emulator } from '../../emulator';

const ROOT = join(__dirname, '..', '..');
const { load } = createRequire(__filename)('js-yaml') as { load: (text: string) => unknown };
type Yaml = any; // eslint-disable-line @typescript-eslint/no-explicit-any
const read = (name: string) => readFileSync(join(ROOT, 'deploy', 'ci', name), 'utf8');
const action: Yaml = load(read('github/action.yml'));
const workflow: Yaml = load(read('github/workflow.yml'));
const gitlab: Yaml = load(read('gitlab-ci.yml'));
const jenkins = read('Jenkinsfile');

const EXPRESSION = /\$\{\{([^}]*)\}\}/g;
const expressionsIn = (value: unknown) =>
  [...JSON.stringify(value).matchAll(EXPRESSION)].map(([, inner = '']) => inner.trim());

describe('the GitHub action', () => {
  const steps: Yaml[] = action.runs.steps;

  // https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax
  it('has what the metadata of an action has to have, and nothing that it may not', () => {
    expect(Object.keys(action).sort()).toEqual(['description', 'inputs', 'name', 'outputs', 'runs']);
    expect(Object.keys(action.runs).sort()).toEqual(['steps', 'using']);
    expect(action.runs.using).toBe('composite');
    for (const [id, input] of Object.entries<Yaml>(action.inputs)) {
      expect(id).toMatch(/^[a-z_][a-z0-9_-]*$/);
      expect(Object.keys(input).sort()).toEqual(['default', 'description', 'required']);
      expect([typeof input.description, typeof input.required, typeof input.default]).toEqual([
        'string',
        'boolean',
        'string',
      ]);
    }
    for (const output of Object.values<Yaml>(action.outputs)) {
      expect(Object.keys(output).sort()).toEqual(['description', 'value']);
    }
    for (const step of steps) {
      // `shell` is required where `run` is.
      expect([typeof step.run, step.shell]).toEqual(['string', 'bash']);
      for (const key of Object.keys(step)) expect(['name', 'id', 'shell', 'env', 'run']).toContain(key);
    }
  });

  it('asks for inputs, steps and outputs that there are', () => {
    const ids = steps.map(({ id }) => id).filter(Boolean);
    for (const text of expressionsIn(action)) {
      const [, from, name = ''] = /^(inputs|steps)\.([\w-]+)/.exec(text) ?? [];
      if (from === 'inputs') expect(Object.keys(action.inputs)).toContain(name);
      else expect([from, ids.includes(name)]).toEqual(['steps', true]);
    }
    const given = Object.keys(action.inputs).filter((name) => !expressionsIn(action).includes(`inputs.${name}`));
    expect(given).toEqual([]);
    for (const name of Object.keys(action.outputs)) expect(steps.at(-1).run).toContain(`"${name}=`);
  });

  // https://docs.github.com/en/actions/reference/security/secure-use (use an intermediate environment variable)
  it('puts no expression into a script', () => {
    for (const { run } of steps) expect(run).not.toMatch(/\$\{\{/);
  });
});

describe('the GitHub workflow', () => {
  const { inspect } = workflow.jobs;

  // https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
  it('has jobs with a runner and steps that either use or run', () => {
    expect(Object.keys(workflow).sort()).toEqual(['jobs', 'name', 'on', 'permissions']);
    const { on } = workflow;
    expect(Object.keys(on)).toEqual(['schedule', 'workflow_dispatch']);
    for (const { cron } of on.schedule) expect(cron).toMatch(/^(\S+ ){4}\S+$/);
    expect([inspect['runs-on'], typeof inspect['timeout-minutes']]).toEqual(['ubuntu-latest', 'number']);
    for (const step of inspect.steps) {
      expect(Number('uses' in step) + Number('run' in step)).toBe(1);
      if (step.uses) expect(step.uses).toMatch(/^[\w.-]+\/[\w./-]+@[\w.-]+$/);
      for (const key of Object.keys(step)) expect(['name', 'id', 'if', 'uses', 'with', 'env', 'run']).toContain(key);
    }
  });

  it('gives the action inputs that it has, and uses outputs that it has', () => {
    const step = inspect.steps.find(({ uses }: Yaml) => uses.includes('deploy/ci/github'));
    expect(existsSync(join(ROOT, 'deploy/ci/github/action.yml'))).toBe(true);
    for (const name of Object.keys(step.with)) expect(Object.keys(action.inputs)).toContain(name);
    const used = expressionsIn(inspect.steps).flatMap((text) => [...text.matchAll(/steps\.(\w+)\.outputs\.([\w-]+)/g)]);
    expect(used.length).toBeGreaterThan(0);
    for (const [, id, output] of used)
      expect([id, Object.keys(action.outputs).includes(output ?? '')]).toEqual(['inspect', true]);
    expect(inspect.steps.some(({ with: given }: Yaml) => given?.path === action.inputs.out.default)).toBe(true);
  });

  // https://docs.github.com/en/code-security/how-tos/find-and-fix-code-vulnerabilities/integrate-with-existing-tools/uploading-a-sarif-file-to-github
  it('may do what it does and no more', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(inspect.permissions).toEqual({ contents: 'read', 'security-events': 'write' });
  });
});

// https://docs.gitlab.com/ci/yaml/
describe('the GitLab template', () => {
  const KEYWORDS = [
    'stage',
    'image',
    'variables',
    'rules',
    'cache',
    'before_script',
    'script',
    'allow_failure',
    'artifacts',
  ];
  const job = gitlab['aliyun-inspection'];

  it('is one job of documented keywords', () => {
    expect(Object.keys(gitlab)).toEqual(['aliyun-inspection']);
    expect(Object.keys(job)).toEqual(KEYWORDS);
    for (const rule of job.rules) expect(rule.if).toMatch(/^\$CI_PIPELINE_SOURCE == "(schedule|web)"$/);
    expect(job.allow_failure).toEqual({ exit_codes: [3] });
    expect(job.artifacts).toMatchObject({
      when: 'always',
      reports: { junit: 'inspection/junit.xml' },
      paths: ['inspection/'],
    });
    expect(job.cache).toMatchObject({ when: 'always', paths: [`${job.variables.ALIYUN_INSPECTION_STATE}/`] });
    for (const line of [...job.before_script, ...job.script]) expect(typeof line).toBe('string');
  });
});

// https://www.jenkins.io/doc/book/pipeline/syntax/
describe('the Jenkinsfile', () => {
  it('is a declarative pipeline with an agent, stages of steps, and balanced blocks', () => {
    const code = jenkins.replace(/'''[\s\S]*?'''|'[^'\n]*'|"[^"\n]*"|\/\/.*$/gm, (text) =>
      text.startsWith('//') ? '' : "''",
    );
    const stack: string[] = [];
    const closing: Record<string, string> = { '}': '{', ')': '(', ']': '[' };
    for (const one of code) {
      if ('{(['.includes(one)) stack.push(one);
      else if (one in closing) expect(stack.pop()).toBe(closing[one]);
    }
    expect(stack).toEqual([]);
    const sections = [...code.matchAll(/^ {2}(\w+) \{$/gm)].map(([, name]) => name);
    expect(sections).toEqual(['agent', 'triggers', 'options', 'environment', 'stages', 'post']);
    expect(code).toMatch(/^\s*pipeline \{/);
    expect(code).toMatch(/stages \{\s*stage\(''\) \{\s*steps \{\s*script \{/);
    expect(code).not.toMatch(/;\s*$/m);
  });
});

describe('run as each shell does', () => {
  let emulator: Emulator;
  let folder: string;
  beforeAll(async () => {
    emulator = await startEmulator({ scenario: { regions: ['cn-hangzhou'], instances: 20 } });
  });
  afterAll(() => emulator.close());
  beforeEach(() => {
    emulator.faults.clear();
    folder = mkdtempSync(join(tmpdir(), 'ci-'));
    const programs = join(folder, 'bin');
    mkdirSync(programs);
    mkdirSync(join(folder, 'work'));
    const bin = `exec "${process.execPath}" "${join(ROOT, 'cli', 'bin.cjs')}"`;
    // What a registry would give: this checkout.
    const stubs = {
      'aliyun-inspection': `${bin} "$@"`,
      npm: `echo "npm $*" >> "${folder}/calls"`,
      npx: `echo "npx $1 $2" >> "${folder}/calls"; shift 2; ${bin} "$@"`,
    };
    for (const [name, text] of Object.entries(stubs)) {
      writeFileSync(join(programs, name), `#!/bin/sh\n${text}\n`);
      chmodSync(join(programs, name), 0o755);
    }
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function shell(script: string, flags: readonly string[], env: Record<string, string>) {
    const file = join(folder, 'script.sh');
    writeFileSync(file, script);
    const { PATH = '', HOME = '' } = process.env;
    const child = spawn('bash', [...flags, file], {
      cwd: join(folder, 'work'),
      env: {
        PATH: `${join(folder, 'bin')}:${PATH}`,
        HOME,
        LANG: 'C.UTF-8',
        ALIYUN_ENDPOINT: emulator.endpoint,
        ...env,
      },
    });
    let out = '';
    child.stdout.on('data', (chunk) => (out += String(chunk)));
    child.stderr.on('data', (chunk) => (out += String(chunk)));
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { code, out };
  }
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  const results = (out: string) =>
    ['results.sarif', 'junit.xml', 'summary.md'].filter((name) => existsSync(join(folder, 'work', out, name)));
  const ALL = ['results.sarif', 'junit.xml', 'summary.md'];
  const deny = () => emulator.faults.set([{ kind: 'denied', product: 'oss' }]);
  const keys = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: EMULATOR_KEY.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: EMULATOR_KEY.accessKeySecret,
  };

  /** The steps of the action with given inputs, as the runner starts `shell: bash`. */
  async function act(given: Record<string, string>) {
    const inputs: Record<string, string> = Object.fromEntries(
      Object.entries<Yaml>(action.inputs).map(([name, { default: usual }]) => [name, given[name] ?? usual]),
    );
    const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') };
    for (const file of Object.values(files)) writeFileSync(file, '');
    let last = { code: 0 as number | null, out: '' };
    for (const { run, env } of action.runs.steps) {
      const filled = Object.fromEntries(
        Object.entries<string>(env).map(([name, value]) => [
          name,
          value.replace(EXPRESSION, (_, inner: string) => inputs[inner.trim().replace('inputs.', '')] ?? ''),
        ]),
      );
      last = await shell(run, ['--noprofile', '--norc', '-e', '-o', 'pipefail'], { ...filled, ...files });
      if (last.code !== 0) break;
    }
    const outputs = Object.fromEntries(
      text('output')
        .trim()
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split('=')),
    );
    return { ...last, outputs };
  }
  const access = { 'access-key-id': EMULATOR_KEY.accessKeyId, 'access-key-secret': EMULATOR_KEY.accessKeySecret };

  it.each<[string, Record<string, string>, boolean, number, string]>([
    ['findings', {}, false, 4, '4'],
    ['findings that nobody minds', { 'fail-on': '' }, false, 0, '0'],
    ['what could not be read', { 'fail-on': '' }, true, 3, '3'],
    ['what need not be read', { 'fail-on': '', 'allow-incomplete': 'true' }, true, 0, '3'],
  ])(
    'GitHub: %s',
    async (_, given, denied, code, said) => {
      if (denied) deny();
      const done = await act({ ...access, ...given, out: 'my results' });
      expect([done.code, done.outputs, results('my results')]).toEqual([
        code,
        { 'exit-code': said, sarif: 'my results/results.sarif', junit: 'my results/junit.xml' },
        ALL,
      ]);
      expect(text('summary')).toBe(readFileSync(join(folder, 'work', 'my results', 'summary.md'), 'utf8'));
      expect(text('calls')).toBe('npm install --global aliyun-inspection@latest\n');
      expect(done.out.includes('::warning::')).toBe(code === 0 && said === '3');
      expect(done.out).not.toContain(EMULATOR_KEY.accessKeySecret);
    },
    60_000,
  );

  it('GitHub: an input is a value and never a command', async () => {
    const done = await act({ ...access, inspection: 'exposure"; touch owned; "', configs: '$(touch owned)' });
    expect([done.code, done.outputs]).toEqual([2, { 'exit-code': '2' }]);
    expect(existsSync(join(folder, 'work', 'owned'))).toBe(false);
  });

  it.each([
    ['findings', {}, false, 4],
    ['what could not be read', { FAIL_ON: 'critical', INSPECTION: 'oss' }, true, 3],
  ])(
    'GitLab: %s',
    async (_, given, denied, code) => {
      if (denied) deny();
      const { before_script: before, script, variables } = gitlab['aliyun-inspection'];
      const done = await shell([...before, ...script].join('\n'), ['-e', '-o', 'pipefail'], {
        ...variables,
        ...keys,
        ...given,
      });
      expect([done.code, results('inspection')]).toEqual([code, ALL]);
      expect(existsSync(join(folder, 'work', '.aliyun-inspection'))).toBe(true);
    },
    60_000,
  );

  it('Jenkins', async () => {
    const [, script = ''] = /script: '''([\s\S]*?)'''/.exec(jenkins) ?? [];
    const set = Object.fromEntries(
      [...jenkins.matchAll(/^ {4}(\w+) = '(.*)'$/gm)].map(([, name = '', value = '']) => [name, value]),
    );
    const KEYS = { KEYS_USR: EMULATOR_KEY.accessKeyId, KEYS_PSW: EMULATOR_KEY.accessKeySecret };
    // In Groovy a backslash at the end of a line of a text joins it with the next.
    const done = await shell(script.replace(/\\\n/g, ''), ['-x', '-e'], {
      ...set,
      ...KEYS,
      WORKSPACE: join(folder, 'work'),
    });
    expect([done.code, results('inspection')]).toEqual([4, ALL]);
    expect(text('calls')).toBe('npx --yes aliyun-inspection@latest\n');
    expect(jenkins).toContain("testResults: 'inspection/junit.xml'");
  }, 60_000);
});
