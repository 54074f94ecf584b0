/** The shipped tester, under the name that the tests of this repository use. */
export * from '../../testing/check-tester';
