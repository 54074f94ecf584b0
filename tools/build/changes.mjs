/** The catalogue as it was released, and what has changed since for the copies that people have made of scripts. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { compile } from './compile.mjs';
import { badInput, DIST, require, ROOT, writeAtomically, wrote } from './files.mjs';

const RELEASED = join(ROOT, 'docs', 'released');

const summary = () => {
  const { summaryOf } = require(join(DIST, 'lib', 'catalogue', 'index.js'));
  return summaryOf(require(join(DIST, 'scripts', 'registry.gen.js')).CHECKERS);
};

/** Versions like 0.10.0 are newer than 0.9.0. */
const byVersion = (a, b) => a.localeCompare(b, 'en', { numeric: true });

/** What has changed since the newest release; needs a compiled dist/. */
export function changesSinceRelease() {
  const { changesBetween, changesLine, changesPage } = require(join(DIST, 'lib', 'catalogue', 'index.js'));
  const since = readdirSync(RELEASED)
    .map((file) => basename(file, '.json'))
    .sort(byVersion)
    .at(-1);
  const before = JSON.parse(readFileSync(join(RELEASED, `${since}.json`), 'utf8'));
  const changes = changesBetween(before, summary());
  return { line: changesLine(changes, since), page: (language) => changesPage(changes, since, language) };
}

/** Keeps the catalogue of the version that is being released: the next one is compared with it. */
export async function release() {
  await compile();
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const file = join(RELEASED, `${version}.json`);
  if (existsSync(file)) throw badInput(`release: ${version} was released; set the next version in package.json first`);
  const lines = Object.entries(summary()).map(([id, facts]) => `  ${JSON.stringify(id)}: ${JSON.stringify(facts)}`);
  writeAtomically(file, `{\n${lines.join(',\n')}\n}\n`);
  wrote(file, `${lines.length} checkers`);
}
