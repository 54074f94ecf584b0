/** The names of these checkers in 0.1. They go at 1.0. */
export {
  /** @deprecated Its name is `slbUnhealthy` now. */
  slbUnhealthy as backendUnhealthy,
} from './checkers/unhealthy';
export {
  /** @deprecated Its name is `slbDrop` now. */
  slbDrop as loadBalancerDrop,
} from './checkers/drop';
export {
  /** @deprecated Its name is `slbExpiring` now. */
  slbExpiring as loadBalancerExpiring,
} from './checkers/expiring';
export {
  /** @deprecated Its name is `statusAbnormal` now. */
  statusAbnormal as loadBalancerStatusAbnormal,
} from './checkers/status-abnormal';
export {
  /** @deprecated Its name is `slb5xx` now. */
  slb5xx as serverErrors,
} from './checkers/5xx';
