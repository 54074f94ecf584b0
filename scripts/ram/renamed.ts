/** The names of these checkers in 0.1. They go at 1.0. */
export {
  /** @deprecated Its name is `akAge` now. */
  akAge as accessKeyAge,
} from './checkers/ak-age';
export {
  /** @deprecated Its name is `rootAk` now. */
  rootAk as rootAccessKey,
} from './checkers/root-ak';
