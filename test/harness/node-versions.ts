import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * Another version of Node.js, from the npm registry; fetched once per machine.
 *
 * @returns the path of the program
 */
export async function nodeOf(version: string): Promise<string> {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const kept = join(tmpdir(), 'aliyun-inspection-node', version);
  const program = join('node_modules', name, 'bin', 'node');
  if (existsSync(join(kept, program))) return join(kept, program);
  mkdirSync(join(kept, '..'), { recursive: true });
  const fresh = mkdtempSync(join(tmpdir(), 'node-'));
  writeFileSync(join(fresh, 'package.json'), '{ "private": true }');
  const quiet = ['--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--force'];
  await promisify(execFile)('npm', ['install', ...quiet, `${name}@${version}`], { cwd: fresh });
  try {
    renameSync(fresh, kept);
  } catch {
    // Another test was faster.
    rmSync(fresh, { recursive: true, force: true });
  }
  return join(kept, program);
}
