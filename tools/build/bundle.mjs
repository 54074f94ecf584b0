/** Several files as one, for places that have no package manager. */
import { dirname, join, resolve } from 'node:path';
import { badInput, require, ROOT } from './files.mjs';

/** What a function host can do without: compilers, the command line, the native database, and mail, which wants Node.js 20. */
const NOT_IN_BUNDLE = ['libsql', 'nodemailer', 'ts-node', 'typescript', 'commander', 'cli-progress'];

/** `aliyun-inspection` means these sources, wherever the file that imports it lies. */
const ownName = {
  name: 'own-name',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^aliyun-inspection(\/|$)/ }, ({ path, kind, pluginData }) =>
      pluginData === ROOT ? undefined : resolve(path, { kind, resolveDir: ROOT, pluginData: ROOT }),
    );
  },
};

/** One self-contained CommonJS file. @returns its text, and what esbuild says of its parts */
export async function bundle(contents, { target = 'node16.17', minify = true } = {}) {
  const { build } = await import('esbuild');
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    metafile: true,
    stdin: { contents, resolveDir: ROOT, loader: 'js', sourcefile: 'entry.js' },
    bundle: true,
    minify,
    format: 'cjs',
    platform: 'node',
    target,
    tsconfig: join(ROOT, 'tsconfig.json'),
    conditions: ['source'],
    external: NOT_IN_BUNDLE,
    // What a loader has compiled cannot import by itself.
    supported: { 'dynamic-import': false },
    plugins: [ownName],
    legalComments: 'none',
    write: false,
    logLevel: 'silent',
  }).catch(({ errors = [], message }) => {
    const [first] = errors;
    const at = first?.location ? `${first.location.file}:${first.location.line}: ` : '';
    throw badInput(first ? `${at}${first.text}` : message);
  });
  return { code: outputFiles[0].text, metafile };
}

/** Loads a piece of code with what it imports. */
export async function evaluate(contents, name, what = name) {
  const { code } = await bundle(contents, { minify: false });
  const module = { exports: {} };
  try {
    const run = new Function('module', 'exports', 'require', '__filename', '__dirname', code);
    run(module, module.exports, require, resolve(name), dirname(resolve(name)));
  } catch (error) {
    throw badInput(`${what} cannot be loaded: ${error.message}`);
  }
  return module.exports;
}
