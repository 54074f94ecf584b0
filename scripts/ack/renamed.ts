/** The names of these checkers in 0.1. They go at 1.0. */
export {
  /** @deprecated Its name is `ackState` now. */
  ackState as clusterState,
} from './checkers/state';
export {
  /** @deprecated Its name is `ackNode` now. */
  ackNode as nodeNotReady,
} from './checkers/node';
export {
  /** @deprecated Its name is `nodePool` now. */
  nodePool as nodePoolAbnormal,
} from './checkers/node-pool';
