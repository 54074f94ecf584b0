import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
/** Handed on by jest.config.js: what is matched here is not run a second time in a file of its own. */
const gathered = new RegExp(process.env.JEST_GATHERED ?? '(?!)');

/** Runs test files as one, each in a describe of its own. @param where in which folders, of those that are gathered */
export function gather(where: RegExp): void {
  for (const file of readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join('test', file);
    if (!gathered.test(path) || !where.test(path)) continue;
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- a test file registers its tests when it is loaded
    describe(path, () => void require(join(ROOT, path)));
  }
}
