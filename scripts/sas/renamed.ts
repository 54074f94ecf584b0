/** The names of these checkers in 0.1. They go at 1.0. */
export {
  /** @deprecated Its name is `sasAgent` now. */
  sasAgent as agentOffline,
} from './checkers/agent';
export {
  /** @deprecated Its name is `sasAlarm` now. */
  sasAlarm as alarmOpen,
} from './checkers/alarm';
