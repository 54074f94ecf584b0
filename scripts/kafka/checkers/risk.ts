import { defineChecker, integerParam } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { risks } from '../collectors/risks';
import { released } from '../states';

const SEVERITIES = ['critical', 'warning', 'info'] as const;

export const kafkaRisk = defineChecker({
  id: 'kafka-risk',
  asset: instances,
  title: { zh: 'Kafka 实例有未处理的风险', en: 'Kafka instance has open risks' },
  why: {
    zh: '云产品自身的巡检发现了容量、版本或用法上的隐患，放着不管会演变成故障。',
    en: "The product's own inspection sees a danger in capacity, version or usage that can grow into a failure.",
  },
  remedy: {
    zh: '在实例的风险列表中按建议逐项修复，确认无影响的可以忽略。',
    en: 'Mend them one by one as the list of risks advises; ignore there what does not matter.',
  },
  noFix: {
    zh: '每种风险的处理方式不同（扩分区、升级、改配置），有的会触发再均衡或重启。逐项按风险列表的建议处理。',
    en: 'Each risk wants another answer, be it partitions, an upgrade or a setting, and some of them rebalance or restart. Follow the list of risks one by one.',
  },
  severity: 'critical',
  severities: ['warning', 'info'],
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/apsaramq-for-kafka/cloud-message-queue-for-kafka/developer-reference/api-alikafka-2019-09-16-getrisklist',
  params: {
    level: integerParam({
      title: { zh: '报告到哪一级', en: 'Down to which level' },
      default: 1,
      min: 0,
      max: 2,
      help: {
        zh: '报告到哪一级：0 仅紧急，1 还有重要，2 还有一般',
        en: 'Down to which level: 0 urgent only, 1 important ones too, 2 all',
      },
    }),
  },
  related: { risks },
  messages: {
    open: {
      zh: 'Kafka 实例 {{id}}（{{name}}）有 {{value}} 项未处理的风险：{{risks}}',
      en: 'Kafka instance {{id}} ({{name}}) has {{value}} open risks: {{risks}}',
    },
  },
  check(instance, { params, related, pass, fail, skip, unknown }) {
    const { id, name } = instance;
    const gone = released(instance);
    if (gone !== undefined) return skip(gone);
    const [report] = related.risks;
    if (!report) return unknown({ zh: '没有返回该实例的风险', en: 'its risks are not in the answer' });
    const all = report.riskList ?? [];
    // 0: to be mended; 1 is mended and -1 ignored.
    const open = all.flatMap(({ status, levelType, name: risk = '', reportValue }) =>
      status === 0 && levelType !== undefined && levelType <= params.level
        ? [{ levelType, words: reportValue === undefined ? risk : `${risk} (${reportValue})` }]
        : [],
    );
    if (open.length > 0) {
      const worst = Math.min(...open.map((one) => one.levelType));
      return fail('open', { id, name, value: open.length, risks: open.map((one) => one.words) }, SEVERITIES[worst]);
    }
    const vague = all.some(({ status, levelType }) => status === undefined || levelType === undefined);
    if (vague || report.total === undefined || report.total > all.length)
      return unknown({ zh: '应答没有说全该实例的风险', en: 'the answer does not tell all of its risks' });
    return pass();
  },
});
