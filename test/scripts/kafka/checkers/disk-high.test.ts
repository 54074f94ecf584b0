import { diskHigh } from '../../../../scripts/kafka';
import { testChecker } from '../../../harness/check-tester';
import { levelCases } from '../../../harness/tables';
import { now } from '../../ecs/fixtures';
import { instance, serverless } from '../fixtures';

const disk = levelCases(
  {
    warning: 70,
    critical: 80,
    step: 1,
    message: 'high',
    text: {
      zh: 'Kafka 实例 alikafka-1（events）的磁盘使用率为 71 %，高于 70 %',
      en: 'The disk of Kafka instance alikafka-1 (events) is 71 % full, above 70 %',
    },
  },
  (value) => ({ metrics: { value } }),
);
const full = {
  metrics: { value: 95 },
  message: 'high',
  severity: 'critical',
  data: { value: 95, threshold: 80 },
} as const;
testChecker(diskHigh, {
  healthy: { asset: instance, metrics: { value: 10 }, now },
  pass: { ...disk.pass, 'older than the series': { asset: { series: undefined } } },
  fail: {
    ...disk.fail,
    'while it is scaled': { ...full, asset: { viewInstanceStatusCode: '30' } },
    'after an upgrade that failed': { ...full, asset: { viewInstanceStatusCode: '102' } },
    'after a migration that failed': { ...full, asset: { viewInstanceStatusCode: '103' } },
  },
  skip: {
    'a serverless one': { asset: serverless },
    stopped: { asset: { viewInstanceStatusCode: '3' } },
    'never deployed': { asset: { viewInstanceStatusCode: '101' }, metrics: { value: undefined } },
  },
  unknown: {
    ...disk.unknown,
    'no data while it is upgraded': { asset: { viewInstanceStatusCode: '7' }, metrics: { value: undefined } },
  },
  absentIsFact: ['series'],
});
