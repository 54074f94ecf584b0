/**
 * The library's public door. Only named exports; a test pins the list.
 *
 * @packageDocumentation
 */
export {
  assumeRole,
  fromCredentialsFile,
  fromEcsRole,
  fromEnv,
  fromKeys,
  fromOidc,
  fromProfile,
  fromUri,
  type Credentials,
  type CredentialsProvider,
} from './lib/credentials';
export {
  defineInspection,
  only,
  resourceDirectory,
  type AccountSource,
  type AccountSpec,
  type CollectorFilter,
  type Inspection,
  type InspectionSpec,
  type RunConfigs,
  type RunOptions,
} from './lib/inspection';
export {
  central,
  defineChecker,
  defineCollector,
  defineExpiryChecker,
  defineMetric,
  defineMetricChecker,
  defineProduct,
  flag,
  flagParam,
  instant,
  integerParam,
  list,
  marker,
  must,
  nextOffset,
  nextToken,
  number,
  numberParam,
  pageFlag,
  pageNumber,
  regional,
  roa,
  rpc,
  sameHost,
  single,
  tagMap,
  text,
  textList,
  textsParam,
  type AnyChecker,
  type AnyCollector,
  type AssetOf,
  type Checker,
  type Collector,
  type Metric,
  type Product,
  type Reading,
} from './lib/define';
export { createLimiter, type Limiter } from './lib/aliyun';
export {
  CheckerError,
  CloudApiError,
  ConfigError,
  CredentialsError,
  InspectionError,
  isInspectionError,
  ReportError,
  ResponseShapeError,
  StateError,
  StoppedError,
  type ErrorCode,
} from './lib/errors';
export { daysSince, daysUntil, formatDuration } from './lib/model';
export type {
  AnyAsset,
  CollectionStatus,
  CollectionSummary,
  Finding,
  InspectionEvent,
  Language,
  RunSummary,
  Severity,
  Text,
  Verdict,
} from './lib/model';
export { fileReporter, lineReporter, type Progress, type Reporter, type RunInfo } from './lib/report';
export { memoryState, openState, type StateStore } from './lib/state';
