/**
 * The tables of all checkers and the tests of pure code in one file: each is quick, and jest takes a second or more to set up a
 * file of its own. `npm test` and `npm run test:fast` run this; `npx jest test/scripts/ecs/checkers/cpu-high` runs one of them.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
/** Written by jest.config.js: what is matched here is not run a second time in a file of its own. */
const gathered = new RegExp(process.env.JEST_GATHERED ?? '(?!)');

for (const file of readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' }).sort()) {
  const path = join('test', file);
  if (!gathered.test(path)) continue;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a test file registers its tests when it is loaded
  describe(path, () => void require(join(ROOT, path)));
}
