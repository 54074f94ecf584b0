/** Writes or checks the generated files, and dist/ as it is published. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { compile } from './compile.mjs';
import { DIST, filesBelow, program, ROOT, writeAtomically } from './files.mjs';
import { LICENCES } from './licences.mjs';
import { DOCS, pages } from './pages.mjs';
import { checkUnits, registries } from './registries.mjs';
import { sbom, titlesIn } from './sbom.mjs';

/** Writes or checks the generated files. */
export async function gen(check) {
  let written = 0;
  const settle = (files) => {
    const stale = [...files].filter(([file, text]) => !existsSync(file) || readFileSync(file, 'utf8') !== text);
    if (check && stale.length > 0) {
      throw new Error(`stale: ${stale.map(([file]) => relative(ROOT, file)).join(', ')}; run "node build.mjs gen"`);
    }
    for (const [file, text] of stale) writeAtomically(file, text);
    written += stale.length;
  };
  const { out, all, drafts } = registries();
  settle(out);
  await compile();
  checkUnits(all);
  const docs = await pages();
  settle(docs);
  for (const folder of ['checks', 'policies']) {
    const gone = filesBelow(join(DOCS, folder), '').filter((file) => !docs.has(file));
    if (check && gone.length > 0) throw new Error(`stale: ${gone.map((file) => relative(ROOT, file)).join(', ')}`);
    for (const file of gone) rmSync(file);
  }
  if (drafts.length > 0) console.log(`drafts, not registered: ${drafts.join(', ')}`);
  console.log(check ? 'generated files are fresh' : `wrote ${written} generated files`);
}

/** dist/ as it is published. */
export async function dist() {
  rmSync(DIST, { recursive: true, force: true });
  await gen(true);
  const tsc = program('typescript-7', 'tsc');
  const options = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--outDir', DIST, '--rootDir', ROOT];
  execFileSync(process.execPath, [tsc, '-p', join(ROOT, 'tsconfig.build.json'), ...options], { stdio: 'inherit' });
  sbom(titlesIn(join(DIST, LICENCES)));
}
