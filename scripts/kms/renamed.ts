/** The names of these checkers in 0.1. They go at 1.0. */
export {
  /** @deprecated Its name is `materialExpiring` now. */
  materialExpiring as keyMaterialExpiring,
} from './checkers/material-expiring';
export {
  /** @deprecated Its name is `kmsPending` now. */
  kmsPending as keyPending,
} from './checkers/pending';
export {
  /** @deprecated Its name is `rotationOff` now. */
  rotationOff as keyRotationOff,
} from './checkers/rotation-off';
