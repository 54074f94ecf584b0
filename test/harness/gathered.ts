/**
 * The tables of all checkers and the tests of pure code in one file: each is quick, and jest takes a second or more to set up a
 * file of its own. `npm test` and `npm run test:fast` run this; `npx jest test/scripts/ecs/checkers/cpu-high` runs one of them.
 */
import { gather } from './gather';

gather(/^(?!test\/lib\/inspection\/)/);
