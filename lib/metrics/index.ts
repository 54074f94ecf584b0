export type { Problem } from './point';
export { questionsOf, wholeSince, type Wanted } from './questions';
export {
  BATCH,
  chooseMode,
  readHistory,
  readLatest,
  type HistoryQuestion,
  type MetricMode,
  type MetricValues,
} from './read';
export { readWindow } from './window';
