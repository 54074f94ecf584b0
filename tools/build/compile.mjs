/** TypeScript -> dist/, file by file, and the pages that a browser loads, each as a bundle. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { LICENCES, licencesOf } from './licences.mjs';
import { DIST, filesBelow, ROOT, writeAtomically } from './files.mjs';

const ROOMS = ['cli', 'console', 'emulator', 'ground', 'host', 'platforms', 'report', 'testing', 'tools', 'workspace'];
const SOURCES = ['index.ts', 'lib', 'scripts', 'templates', ...ROOMS];
/** What a browser loads: a bundle of each, by the room that serves or embeds it, and what they share. */
const PAGES = [
  { room: 'console', name: 'console', entry: 'console/page/main.tsx', format: 'iife' },
  // Large, and loaded by the page that needs it.
  { room: 'console', name: 'editor', entry: 'console/page/editor.ts', format: 'esm' },
  // It leaves the package inside of reports: its licences go with it.
  { room: 'report', name: 'report', entry: 'report/page/main.ts', format: 'iife', embedded: true },
];
const PAGE_FOLDERS = ['console/page', 'report/page', 'ground/page'].map((folder) => join(ROOT, folder));

const sourceFiles = () =>
  SOURCES.flatMap((path) => filesBelow(join(ROOT, path), '.ts')).filter(
    (file) => !PAGE_FOLDERS.some((folder) => file.startsWith(folder)),
  );

/** What decides on the outcome besides the sources. */
const others = () => [
  ...PAGE_FOLDERS.flatMap((folder) => filesBelow(folder, '')),
  ...filesBelow(join(ROOT, 'tools', 'build'), '.mjs'),
  ...['package.json', 'build.mjs'].map((file) => join(ROOT, file)),
];

/** A page of a room: a script and a style sheet, with everything in them; and what esbuild says of their parts. */
async function buildPage(build, { room, name, entry, format, embedded = false }) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    metafile: true,
    entryPoints: { [name]: join(ROOT, entry) },
    outdir: join(DIST, room, 'assets'),
    bundle: true,
    minify: true,
    charset: 'utf8',
    format,
    platform: 'browser',
    target: 'es2022',
    tsconfig: join(ROOT, 'tsconfig.json'),
    legalComments: 'none',
    write: false,
    logLevel: 'warning',
  });
  const banner = embedded ? `/*!\n${licencesOf(metafile).replaceAll('*/', '* /')}*/\n` : '';
  const files = outputFiles.map(({ path, text }) => ({ path, contents: path.endsWith('.js') ? banner + text : text }));
  return { files, metafile };
}

/** Compiles to dist/ unless it is up to date. Safe to call from several processes at once. */
/**
 * At the end of a module its exports become plain properties: esbuild's are two getters, one of them for all names, and a
 * quarter of the time of tight loops over other modules' functions went there. None of ours changes what it exports (lint
 * refuses `export let`); a module that is required in a circle while it loads is seen through its getters as before.
 */
const PLAIN_EXPORTS = "module.exports = Object.defineProperty({ ...module.exports }, '__esModule', { value: true });";

export async function compile({ force = false } = {}) {
  const files = sourceFiles();
  const stamp = createHash('sha256');
  for (const file of [...files, ...others()]) {
    const { mtimeMs, size } = statSync(file);
    stamp.update(`${relative(ROOT, file)} ${mtimeMs} ${size}\n`);
  }
  const wanted = stamp.digest('hex');
  const stampFile = join(DIST, '.stamp');
  if (!force && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return false;
  const { build } = await import('esbuild');
  const result = await build({
    entryPoints: files,
    outdir: DIST,
    outbase: ROOT,
    format: 'cjs',
    platform: 'node',
    target: 'node16.17',
    // A dynamic import of our own becomes a require: Node's own would want file extensions.
    supported: { 'dynamic-import': false },
    sourcemap: 'linked',
    sourcesContent: false,
    footer: { js: PLAIN_EXPORTS },
    write: false,
    logLevel: 'warning',
  });
  const pages = await Promise.all(PAGES.map((page) => buildPage(build, page)));
  const written = [...result.outputFiles, ...pages.flatMap(({ files }) => files)];
  for (const file of written) writeAtomically(file.path, file.contents);
  const outputs = new Set(written.map((file) => file.path));
  for (const end of ['.js', '.js.map', '.css']) {
    for (const file of filesBelow(DIST, end)) if (!outputs.has(file)) rmSync(file);
  }
  writeAtomically(join(DIST, LICENCES), licencesOf(...pages.map(({ metafile }) => metafile)));
  writeAtomically(stampFile, wanted);
  return true;
}
