export type { Problem } from './point';
export { BATCH, chooseMode, readHistory, readLatest, type MetricMode, type MetricValues } from './read';
export { readWindow } from './window';
