import { defineChecker, NO_FIX } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { stateName } from '../states';

export const statusAbnormal = defineChecker({
  id: 'kafka-status-abnormal',
  asset: instances,
  title: { zh: 'Kafka 实例未在服务或变更失败', en: 'Kafka instance does not serve, or its change failed' },
  why: {
    zh: '停止、过期或部署失败的 Kafka 实例不收发消息，上下游应用随之中断；升级或迁移失败的实例停在半途。',
    en: 'A Kafka instance that is stopped, expired or not deployed moves no messages, and the applications at both ends stand still; after a failed upgrade or migration it is stuck half way.',
  },
  remedy: {
    zh: '为过期的实例续费，启动被停止的实例；部署、升级或迁移失败时在控制台重试或联系技术支持；不再使用则释放。',
    en: 'Renew it when it has expired, start it when it was stopped; retry a failed deployment, upgrade or migration in the console or ask support; release it when nobody needs it.',
  },
  noFix: NO_FIX.state,
  severity: 'critical',
  severities: ['error'],
  category: 'availability',
  because: [{ checker: 'kafka-expiring', message: 'expired' }, 'account-overdue'],
  docs: 'https://help.aliyun.com/zh/apsaramq-for-kafka/cloud-message-queue-for-kafka/developer-reference/api-alikafka-2019-09-16-getinstancelist',
  params: {},
  messages: {
    stopped: { zh: 'Kafka 实例 {{id}}（{{name}}）已停止', en: 'Kafka instance {{id}} ({{name}}) is stopped' },
    expired: {
      zh: 'Kafka 实例 {{id}}（{{name}}）已过期停服',
      en: 'Kafka instance {{id}} ({{name}}) no longer serves: it has expired',
    },
    deployment: {
      zh: 'Kafka 实例 {{id}}（{{name}}）部署失败',
      en: 'The deployment of Kafka instance {{id}} ({{name}}) failed',
    },
    upgrade: {
      zh: 'Kafka 实例 {{id}}（{{name}}）升级失败',
      en: 'The upgrade of Kafka instance {{id}} ({{name}}) failed',
    },
    migration: {
      zh: 'Kafka 实例 {{id}}（{{name}}）迁移失败',
      en: 'The migration of Kafka instance {{id}} ({{name}}) failed',
    },
  },
  check(instance, { pass, fail, skip }) {
    const { id, name, viewInstanceStatusCode: code } = instance;
    const state = stateName(code);
    switch (code) {
      case '2':
      case '4':
      case '7':
      case '8':
      case '30':
        return pass();
      case '3':
        return fail('stopped', { id, name });
      case '5':
        return fail('expired', { id, name });
      // It never served anybody.
      case '101':
        return fail('deployment', { id, name }, 'error');
      case '102':
        return fail('upgrade', { id, name }, 'error');
      case '103':
        return fail('migration', { id, name }, 'error');
      case '6':
      case '23':
        return skip({ zh: '实例已释放', en: 'the instance is released' });
      case '0':
      case '1':
      case '21':
      case '22':
        return skip({ zh: `实例正在变更：${state.zh}`, en: `the instance is changing: ${state.en}` });
    }
  },
});
