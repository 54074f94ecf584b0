/** Files that only their owner can read, written whole or not at all. */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { StateError, messageOf } from '../lib/errors';

/** Reads a file that only its owner should read. @throws StateError */
export function readSecret(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new StateError(`${file} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

/** Writes a file that only its owner can read; on the disk when this returns. @throws StateError */
export function writeSecret(file: string, text: string): void {
  try {
    const handle = openSync(`${file}.new`, 'w', 0o600);
    try {
      writeSync(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    moveSecret(`${file}.new`, file);
  } catch (error) {
    throw new StateError(`${file} cannot be written: ${messageOf(error)}`, { cause: error });
  }
}

/** Renames a file; on the disk when this returns. */
export function moveSecret(from: string, to: string): void {
  renameSync(from, to);
  const folder = openSync(dirname(to), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
