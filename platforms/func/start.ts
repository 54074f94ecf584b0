/**
 * Starts the bundle that lies beside it. What V8 makes of the code in a first run is kept beside it too, for compiling
 * takes longer than all else of a start. Nothing depends on that copy: one that is missing, damaged or of another
 * Node.js is written anew.
 */
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';

const DIGEST_BYTES = 32;

/** Of both: V8 itself knows code again by its length only. */
const digestOf = (code: string, data: Buffer): Buffer => createHash('sha256').update(code).update(data).digest();

/**
 * Runs a CommonJS file, with what was kept of it.
 *
 * @example start(__dirname); // runs index.js in this folder
 */
export function start(folder: string): void {
  const filename = join(folder, 'index.js');
  const kept = join(folder, `${process.version}-${process.arch}.cache`);
  const code = readFileSync(filename, 'utf8');
  const cachedData = readKept(kept, code);
  const script = new Script(`(function(require,module,exports,__filename,__dirname){${code}\n})`, {
    filename,
    cachedData,
  });
  if (cachedData === undefined || script.cachedDataRejected === true) {
    process.once('exit', () => keep(kept, code, script.createCachedData()));
  }
  const module = { exports: {} };
  const run = script.runInThisContext() as (...given: unknown[]) => void;
  run(createRequire(filename), module, module.exports, filename, folder);
}

function readKept(file: string, code: string): Buffer | undefined {
  try {
    const bytes = readFileSync(file);
    const data = bytes.subarray(DIGEST_BYTES);
    return digestOf(code, data).equals(bytes.subarray(0, DIGEST_BYTES)) ? data : undefined;
  } catch {
    return undefined;
  }
}

/** Where it cannot be kept, the next start takes as long as this one did; nothing is said of it. */
function keep(file: string, code: string, data: Buffer): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, Buffer.concat([digestOf(code, data), data]), { mode: 0o600 });
    renameSync(temporary, file);
  } catch {
    rmSync(temporary, { force: true });
  }
}
