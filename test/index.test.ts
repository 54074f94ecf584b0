import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import * as door from '../index';

/** What users import. A name that goes or changes its meaning breaks them: that takes a major version. */
const VALUES = [
  'CheckerError',
  'CloudApiError',
  'ConfigError',
  'CredentialsError',
  'FieldError',
  'InspectionError',
  'ReportError',
  'ResponseShapeError',
  'StateError',
  'StoppedError',
  'amount',
  'assumeRole',
  'billingCycle',
  'billingDate',
  'central',
  'choiceParam',
  'clockMinute',
  'clockMs',
  'clockTime',
  'createLimiter',
  'daysSince',
  'daysUntil',
  'defineBackupChecker',
  'defineChangeChecker',
  'defineChecker',
  'defineCollector',
  'defineDropChecker',
  'defineExpiryChecker',
  'defineForecastChecker',
  'defineIdleChecker',
  'defineInspection',
  'defineLockChecker',
  'defineMetric',
  'defineMetricChecker',
  'defineMetricsChecker',
  'defineProduct',
  'defineQuotaChecker',
  'defineRateChecker',
  'defineRenewalChecker',
  'defineStatusChecker',
  'defineSwitchChecker',
  'defineWhitelistChecker',
  'fileReporter',
  'flag',
  'flagParam',
  'formatDuration',
  'fromAccount',
  'fromCredentialsFile',
  'fromEcsRole',
  'fromEnv',
  'fromKeys',
  'fromOidc',
  'fromProfile',
  'fromUri',
  'instant',
  'integerParam',
  'isInspectionError',
  'lineReporter',
  'list',
  'manyOf',
  'marker',
  'memoryState',
  'must',
  'nextOffset',
  'nextToken',
  'number',
  'numberParam',
  'oneOf',
  'only',
  'openState',
  'oss',
  'pageFlag',
  'pageNumber',
  'pageUntilEmpty',
  'regional',
  'resourceDirectory',
  'roa',
  'rpc',
  'sameHost',
  'single',
  'tagMap',
  'text',
  'textList',
  'textOrEmpty',
  'textsParam',
];
const TYPES = [
  'AccountSource',
  'AccountSpec',
  'AlertStrategy',
  'AlertTarget',
  'AnyAsset',
  'AnyChecker',
  'AnyCollector',
  'AssetOf',
  'Checker',
  'CollectionStatus',
  'CollectionSummary',
  'Collector',
  'CollectorFilter',
  'Credentials',
  'CredentialsProvider',
  'DeliverySummary',
  'ErrorCode',
  'Finding',
  'Inspection',
  'InspectionEvent',
  'InspectionSpec',
  'Language',
  'Limiter',
  'Metric',
  'Mute',
  'Product',
  'Progress',
  'Reading',
  'Reporter',
  'RunConfigs',
  'RunInfo',
  'RunOptions',
  'RunSummary',
  'Series',
  'Severity',
  'StateStore',
  'Text',
  'Verdict',
];

/** The names that `index.ts` exports, as written. */
function written(): { values: string[]; types: string[]; others: string[] } {
  const file = join(__dirname, '../index.ts');
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022);
  const found = { values: [] as string[], types: [] as string[], others: [] as string[] };
  for (const statement of source.statements) {
    if (ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause)) {
      for (const name of statement.exportClause.elements) {
        (statement.isTypeOnly || name.isTypeOnly ? found.types : found.values).push(name.name.text);
      }
    } else found.others.push(statement.getText(source));
  }
  return { values: found.values.sort(), types: found.types.sort(), others: found.others };
}

test('the public door holds these values and no others', () => {
  expect(Object.keys(door).sort()).toEqual(VALUES);
});

test('every value is there', () => {
  for (const [name, value] of Object.entries(door)) expect([name, typeof value]).toEqual([name, 'function']);
});

test('index.ts has named exports of these values and types, and nothing else', () => {
  expect(written()).toEqual({ values: VALUES, types: TYPES, others: [] });
});
