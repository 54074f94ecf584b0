import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../cli/main';
import { newInspection } from '../../cli/new';
import { TEMPLATES } from '../../templates/registry.gen';

const root = join(__dirname, '..', '..');
const home = process.cwd();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'new-'));
  process.chdir(folder);
});

afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
  jest.restoreAllMocks();
  process.exitCode = undefined;
});

it.each(Object.keys(TEMPLATES))('copies the template %s as it is', (template) => {
  newInspection(template);
  expect(readdirSync(folder)).toEqual([`${template}-inspection.ts`]);
  expect(readFileSync(`${template}-inspection.ts`, 'utf8')).toBe(
    readFileSync(join(root, 'templates', `${template}.ts`), 'utf8'),
  );
});

it('copies to the file that is named and says what to do next', () => {
  expect(newInspection('ecs', 'my-ecs.ts').split('\n')).toEqual([
    'wrote my-ecs.ts',
    'next: edit its three marked places, give it an id of its own, then npx aliyun-inspection run my-ecs.ts',
    '',
  ]);
  expect(readdirSync(folder)).toEqual(['my-ecs.ts']);
  expect(newInspection('ecs', 'my ecs.ts')).toMatch(/run 'my ecs\.ts'\n$/);
});

it('leaves a file alone that exists', () => {
  writeFileSync('ecs-inspection.ts', 'mine');
  expect(() => newInspection('ecs')).toThrow('ecs-inspection.ts exists already and was left as it is; name another');
  expect(readFileSync('ecs-inspection.ts', 'utf8')).toBe('mine');
});

it('refuses a folder that is not there and a name that the command line could not run', () => {
  expect(() => newInspection('ecs', join('no', 'ecs.ts'))).toThrow('there is no folder no');
  expect(() => newInspection('ecs', 'ecs.md')).toThrow('name it .ts');
  expect(readdirSync(folder)).toEqual([]);
});

/** Calls the command line in this process. */
async function call(...argv: string[]): Promise<{ code: typeof process.exitCode; out: string; err: string }> {
  const said = { out: '', err: '' };
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((said.out += String(text))));
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((said.err += String(text))));
  await main(argv);
  return { code: process.exitCode, ...said };
}

it.each(['nope', 'toString', '../package'])(
  'ends with 2 for the template %s and names the known ones',
  async (name) => {
    const { code, out, err } = await call('new', name);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(`unknown template "${name}"; known are ${Object.keys(TEMPLATES).join(', ')}`);
    expect(readdirSync(folder)).toEqual([]);
  },
);

it('is a command', async () => {
  const { code, out } = await call('new', 'network');
  expect(code).toBeUndefined();
  expect(out).toContain('wrote network-inspection.ts');
  expect(existsSync('network-inspection.ts')).toBe(true);
});
