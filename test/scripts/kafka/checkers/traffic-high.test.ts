import { trafficHigh } from '../../../../scripts/kafka';
import { testChecker } from '../../../harness/check-tester';
import { levelCases } from '../../../harness/tables';
import { now } from '../../ecs/fixtures';
import { instance, serverless } from '../fixtures';

const none = { inputRatioV2: undefined, outputRatioV2: undefined, partitionRatioV2: undefined };
const traffic = levelCases(
  {
    warning: 80,
    critical: 99,
    step: 0.5,
    message: 'above',
    text: {
      zh: 'Kafka 实例 alikafka-1（events）接近规格上限：InstanceMessageOutputRatioV2: 80.5，高于 80 %',
      en: 'Kafka instance alikafka-1 (events) is near its limits: InstanceMessageOutputRatioV2: 80.5, above 80 %',
    },
  },
  (value) => ({ metrics: { outputRatioV2: value } }),
);
testChecker(trafficHigh, {
  healthy: { asset: instance, metrics: { inputRatioV2: 10, outputRatioV2: 20, partitionRatioV2: 30 }, now },
  pass: {
    ...traffic.pass,
    'a serverless one': { asset: serverless, metrics: { ...none, inputRatioV3: 0, outputRatioV3: 50 } },
  },
  fail: {
    ...traffic.fail,
    'partitions, whatever the traffic': {
      metrics: { ...none, partitionRatioV2: 95 },
      message: 'above',
      severity: 'warning',
      data: { metrics: ['PartitionInstanceRatioV2: 95'] },
    },
    'a serverless one past its ceiling': {
      asset: serverless,
      metrics: { ...none, inputRatioV3: 120, outputRatioV3: 90 },
      message: 'above',
      severity: 'critical',
      data: { value: 120, metrics: ['InstanceMessageInputRatioV3: 120', 'InstanceMessageOutputRatioV3: 90'] },
    },
  },
  skip: { confluent: { asset: { series: 'confluent' } }, expired: { asset: { viewInstanceStatusCode: '5' } } },
  unknown: {
    ...traffic.unknown,
    'no data at all': { metrics: none },
    'only some data': { metrics: { partitionRatioV2: undefined } },
    'a series that CloudMonitor names otherwise': { asset: serverless },
  },
  absentIsFact: ['series'],
});
