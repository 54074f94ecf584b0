import { defineChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { SERVING, released, stateName } from '../states';

export const statusAbnormal = defineChecker({
  id: 'kafka-status-abnormal',
  asset: instances,
  title: { zh: 'Kafka 实例未在服务', en: 'Kafka instance does not serve' },
  why: {
    zh: '停止或过期的 Kafka 实例不收发消息，上下游应用随之中断。',
    en: 'A stopped or expired Kafka instance moves no messages, and the applications at both ends stand still.',
  },
  remedy: {
    zh: '为过期的实例续费，启动被停止的实例；不再使用则释放。',
    en: 'Renew it when it has expired, start it when it was stopped, release it when nobody needs it.',
  },
  severity: 'critical',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/apsaramq-for-kafka/cloud-message-queue-for-kafka/developer-reference/api-alikafka-2019-09-16-getinstancelist',
  params: {},
  messages: {
    stopped: { zh: 'Kafka 实例 {{id}}（{{name}}）已停止', en: 'Kafka instance {{id}} ({{name}}) is stopped' },
    expired: {
      zh: 'Kafka 实例 {{id}}（{{name}}）已过期停服',
      en: 'Kafka instance {{id}} ({{name}}) no longer serves: it has expired',
    },
  },
  check(instance, { pass, fail, skip, unknown }) {
    const { id, name, viewInstanceStatusCode: code } = instance;
    if (code === undefined) return unknown({ zh: '应答中没有状态码', en: 'no status code in the answer' });
    if (SERVING.has(code)) return pass();
    if (code === '3') return fail('stopped', { id, name });
    if (code === '5') return fail('expired', { id, name });
    const gone = released(instance);
    if (gone !== undefined) return skip(gone);
    const { zh, en } = stateName(code);
    return skip({ zh: `实例正在变更：${zh}`, en: `the instance is changing: ${en}` });
  },
});
