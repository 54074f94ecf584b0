/** The names of these checkers in 0.1. They go at 1.0. */
export {
  /** @deprecated Its name is `fsFilling` now. */
  fsFilling as fileSystemFilling,
} from './checkers/fs-filling';
export {
  /** @deprecated Its name is `fsUsageHigh` now. */
  fsUsageHigh as fileSystemUsageHigh,
} from './checkers/fs-usage-high';
export {
  /** @deprecated Its name is `publicIp` now. */
  publicIp as fixedPublicIp,
} from './checkers/public-ip';
export {
  /** @deprecated Its name is `ecsDeleted` now. */
  ecsDeleted as instanceDeleted,
} from './checkers/deleted';
export {
  /** @deprecated Its name is `ecsExpiring` now. */
  ecsExpiring as instanceExpiring,
} from './checkers/expiring';
export {
  /** @deprecated Its name is `ecsIdle` now. */
  ecsIdle as instanceIdle,
} from './checkers/idle';
export {
  /** @deprecated Its name is `ecsImpaired` now. */
  ecsImpaired as instanceImpaired,
} from './checkers/impaired';
export {
  /** @deprecated Its name is `ecsLocked` now. */
  ecsLocked as instanceLocked,
} from './checkers/locked';
export {
  /** @deprecated Its name is `ecsOversized` now. */
  ecsOversized as instanceOversized,
} from './checkers/oversized';
export {
  /** @deprecated Its name is `ecsImdsv1` now. */
  ecsImdsv1 as metadataV1,
} from './checkers/imdsv1';
export {
  /** @deprecated Its name is `sgOpenAdmin` now. */
  sgOpenAdmin as securityGroupOpenAdmin,
} from './checkers/sg-open-admin';
export {
  /** @deprecated Its name is `sgOpenAll` now. */
  sgOpenAll as securityGroupOpenAll,
} from './checkers/sg-open-all';
export {
  /** @deprecated Its name is `sgOpenDb` now. */
  sgOpenDb as securityGroupOpenDatabase,
} from './checkers/sg-open-db';
