/** The files of the scripts folder, and the copies of it that runs are started from. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ConfigError } from '../lib/errors';
import { shareVersions, type RunAs } from './run-as';

const MAX_FILES = 2000;
const MAX_BYTES = 64 * 1024 * 1024;

export type Files = ReadonlyMap<string, Buffer>;

/** Everything in the folder that may belong to a script. @throws ConfigError when that is too much */
export function readFolder(folder: string): Files {
  const files = new Map<string, Buffer>();
  let bytes = 0;
  const visit = (below: string) => {
    const entries = readdirSync(join(folder, below), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules' || entry.name.endsWith('.new')) continue;
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else {
        const file = join(folder, path);
        if (!statSync(file, { throwIfNoEntry: false })?.isFile()) continue;
        const content = readFileSync(file);
        bytes += content.length;
        files.set(path, content);
      }
      if (files.size > MAX_FILES || bytes > MAX_BYTES) {
        throw new ConfigError(
          `${folder} holds more than ${MAX_FILES} files or ${MAX_BYTES} bytes: keep only scripts there`,
          { field: 'scripts' },
        );
      }
    }
  };
  visit('');
  return files;
}

/** Writes a version unless it is there. @param runAs who is to read it, too @returns its directory's name */
export function keepVersion(
  versions: string,
  files: Files,
  digest: string,
  packages: string | undefined,
  runAs?: RunAs,
): string {
  const name = digest.slice(0, 24);
  const directory = join(versions, name);
  if (existsSync(directory)) return name;
  const temporary = `${directory}.new`;
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true, mode: 0o700 });
  for (const [path, content] of files) {
    mkdirSync(dirname(join(temporary, path)), { recursive: true });
    writeFileSync(join(temporary, path), content, { mode: 0o600 });
  }
  if (packages) symlinkSync(packages, join(temporary, 'node_modules'), 'junction');
  if (runAs) shareVersions(runAs, temporary);
  renameSync(temporary, directory);
  return name;
}

/** Of the files, and of the packages that they find: where those are, and when they were installed. */
export function digestOf(files: Files, packages: string | undefined): string {
  const hash = createHash('sha256');
  if (packages !== undefined) {
    // npm writes the second last, also when it changes nothing in the folder itself.
    const installed = [packages, join(packages, '.package-lock.json')].map(
      (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs,
    );
    hash.update(`${packages}\0${installed.join()}\0`);
  }
  for (const [path, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** The packages that a file in a folder finds. */
export function nearestModules(from: string): string | undefined {
  for (let at = resolve(from); ; at = dirname(at)) {
    const modules = join(at, 'node_modules');
    if (existsSync(modules)) return modules;
    if (dirname(at) === at) return undefined;
  }
}
