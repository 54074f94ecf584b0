/** The names of these checkers in 0.1. They go at 1.0. */
export {
  /** @deprecated Its name is `vswitchIpLow` now. */
  vswitchIpLow as vSwitchIpLow,
} from './checkers/vswitch-ip-low';
