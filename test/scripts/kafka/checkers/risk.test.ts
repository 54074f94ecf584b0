import { kafkaRisk, risks } from '../../../../scripts/kafka';
import { testChecker } from '../../../harness/check-tester';
import { now, where } from '../../ecs/fixtures';
import { gone, instance } from '../fixtures';

/** A report of risks, each a level and a state; the total says how many there are. */
function report(list: { LevelType?: number; Status?: number; ReportValue?: string }[] | undefined, total?: number) {
  const RiskList = list?.map((one, n) => ({ Name: `risk${n}`, ...one }));
  return { related: { risks: [risks.toAsset({ RequestId: 'q-1', Data: { RiskList, Total: total } }, where)] } };
}
const [mended, ignored] = [
  { LevelType: 0, Status: 1 },
  { LevelType: 0, Status: -1 },
];
testChecker(kafkaRisk, {
  healthy: { asset: instance, ...report([mended], 1), now },
  pass: {
    none: report([], 0),
    'no list beside a total of none': report(undefined, 0),
    'mended or ignored': report([mended, ignored], 2),
    'a common one': report([{ LevelType: 2, Status: 0 }], 1),
    'an important one, only urgent ones wanted': { ...report([{ LevelType: 1, Status: 0 }], 1), params: { level: 0 } },
  },
  fail: {
    important: {
      ...report([mended, { LevelType: 1, Status: 0, ReportValue: 'topic-a' }], 2),
      message: 'open',
      severity: 'warning',
      text: {
        zh: 'Kafka 实例 alikafka-1（events）有 1 项未处理的风险：risk1 (topic-a)',
        en: 'Kafka instance alikafka-1 (events) has 1 open risks: risk1 (topic-a)',
      },
    },
    'urgent, beside others': {
      ...report(
        [
          { LevelType: 1, Status: 0 },
          { LevelType: 0, Status: 0 },
          { LevelType: 2, Status: 0 },
        ],
        200,
      ),
      message: 'open',
      severity: 'critical',
      data: { value: 2, risks: ['risk0', 'risk1'] },
    },
    'a common one that is wanted': {
      ...report([{ LevelType: 2, Status: 0 }], 1),
      params: { level: 2 },
      message: 'open',
      severity: 'info',
      data: { value: 1 },
    },
  },
  skip: { released: gone },
  unknown: {
    'no report': { related: { risks: [] } },
    'a list that goes on': report([mended], 101),
    'no total': report([mended]),
    'a risk without a state': report([{ LevelType: 0 }], 1),
    'a risk without a level': report([{ Status: 0 }], 1),
  },
});
