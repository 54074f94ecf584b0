/**
 * The one switch between `npm test` and `npm run test:all`: a sweep over very many cases of one kind is tried in part by the
 * first and in whole by the second (CONTRIBUTING.md, "Two tiers"). Which part is fixed: a run finds what the run before found.
 */
export const ALL = process.env.TEST_ALL === '1';

/**
 * All of a sweep, or every n-th of it.
 *
 * @param from the first that is taken: lists that are swept together take different ones
 * @example part(collectors, 6) // the first, the seventh …; all of them with TEST_ALL=1
 */
export function part<T>(all: readonly T[], nth: number, from = 0): T[] {
  return all.filter((_, index) => ALL || index % nth === from % nth);
}
