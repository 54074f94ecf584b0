/** What CONTRIBUTING.md promises of where things are. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { PRODUCTS } from '../../scripts/registry.gen';

const ROOT = join(__dirname, '..', '..');
const nameOf = (file: string) => relative(ROOT, file);

/** All files below a folder that end like this; of a folder that is not there, none. */
function filesBelow(folder: string, end: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path, end);
    return entry.name.endsWith(end) ? [path] : [];
  });
}

const FOLDERS = Object.keys(PRODUCTS);
const unitsOf = (root: string, end: string) =>
  FOLDERS.flatMap((folder) =>
    filesBelow(join(ROOT, root, folder, 'checkers'), end).map((file) => `${folder}/${basename(file, end)}`),
  );

test('every checker has a test file of its own, and every such file has a checker', () => {
  const checkers = unitsOf('scripts', '.ts');
  expect(checkers.length).toBeGreaterThan(100);
  expect(unitsOf('test/scripts', '.test.ts').sort()).toEqual(checkers.sort());
});

test("a checker's test runs the tester", () => {
  const without = FOLDERS.flatMap((folder) => filesBelow(join(ROOT, 'test/scripts', folder, 'checkers'), '.test.ts'))
    .filter((file) => !/\btestChecker\(/.test(readFileSync(file, 'utf8')))
    .map(nameOf);
  expect(without).toEqual([]);
});

/** Tests of several rooms at once, and what they share. */
const OF_NO_ROOM = ['build', 'conformance', 'contract', 'e2e', 'expected', 'faults', 'harness', 'package'];

test('tests lie where the sources lie that they test', () => {
  const strays = filesBelow(join(ROOT, 'test'), '.test.ts')
    .map((file) => dirname(relative(join(ROOT, 'test'), file)))
    .filter((folder) => folder !== '.' && !OF_NO_ROOM.includes(folder.split('/')[0] ?? ''))
    // What has many tests has a folder of them: test/lib/inspection/run/ for lib/inspection/run.ts.
    .filter((folder) => ![folder, `${folder}.ts`].some((source) => existsSync(join(ROOT, source))));
  expect([...new Set(strays)]).toEqual([]);
});

/** The products that the library speaks to itself are declared there. */
const OWN = 'lib/aliyun/products.ts';
/** Codes of products that stand for something else: a style of calls, a kind of host, whose keys these are, where events go. */
const OTHER_MEANING = [
  'lib/aliyun/endpoint.ts: vpc',
  'lib/aliyun/transport.ts: oss',
  'lib/aliyun/transport.ts: sls',
  'lib/credentials/files.ts: sts',
  'lib/credentials/sts.ts: sts',
  'lib/define/call.ts: oss',
  'lib/define/call.ts: sls',
  'lib/inspection/account.ts: sts',
  'lib/report/receivers/index.ts: sls',
  'lib/report/receivers/sls.ts: sls',
];

test('lib knows no product', () => {
  const codes = new Set([...FOLDERS, ...Object.values(PRODUCTS).map(({ code }) => code), 'sts']);
  const named = filesBelow(join(ROOT, 'lib'), '.ts').flatMap((file) => {
    const code = readFileSync(file, 'utf8').replace(/\/\*[^]*?\*\/|\/\/.*/g, '');
    return (
      [...code.matchAll(/(['"`])([\w-]+)\1/g)]
        // An error of what is configured has the code of Cloud Config.
        .filter(([, , word = '']) => codes.has(word) && word !== 'config')
        .map(([, , word]) => `${nameOf(file)}: ${word}`)
    );
  });
  expect([...new Set(named)].filter((one) => !one.startsWith(OWN)).sort()).toEqual(OTHER_MEANING);
});

test('the architecture page names every folder, and no other', () => {
  const page = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8');
  const named = [...page.matchAll(/^\| `([\w/<>]+)\/` \|/gm)].map(([, folder = '']) => folder);
  const foldersIn = (folder: string) =>
    readdirSync(join(ROOT, folder)).filter((name) => statSync(join(ROOT, folder, name)).isDirectory());
  const top = foldersIn('.').filter(
    (name) => !name.startsWith('.') && !['aliyun-inspection-demo', 'coverage', 'dist', 'node_modules'].includes(name),
  );
  const expected = [...top.filter((name) => name !== 'lib'), ...foldersIn('lib').map((name) => `lib/${name}`)];
  expect(named.sort()).toEqual(expected.sort());
});
