/** Where things are, and what every command of the build does with files. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const DIST = join(ROOT, 'dist');
export const require = createRequire(join(ROOT, 'build.mjs'));

/** All files below a path, sorted. */
export function filesBelow(path, end) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return [];
  if (found.isFile()) return path.endsWith(end) ? [path] : [];
  return below(path, end);
}

/** Without a look at each file: the command line asks for all sources at each start. */
function below(folder, end) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}${sep}${entry.name}`;
      if (entry.isDirectory()) return below(path, end);
      return entry.name.endsWith(end) ? [path] : [];
    });
}

export function writeAtomically(path, contents) {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, contents);
  renameSync(temporary, path);
}

/** The file of a command that a package has: its `exports` do not let it be required. */
export const program = (name, file = name) => join(dirname(require.resolve(`${name}/package.json`)), 'bin', file);

/** Formats files as the repository has them. */
export function pretty(files) {
  execFileSync(process.execPath, [program('oxfmt'), ...files], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

export const camel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

/** A mistake of whoever called: told without a stack, exit code 2. */
export const badInput = (message) => Object.assign(new Error(message), { exitCode: 2 });

export const wrote = (file, what) => console.log(`wrote ${relative(process.cwd(), file) || file}: ${what}`);
