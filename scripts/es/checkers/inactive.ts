import { defineChecker, NO_FIX } from '../../../lib/define';
import { instances } from '../collectors/instances';

export const esInactive = defineChecker({
  id: 'es-inactive',
  asset: instances,
  title: { zh: 'Elasticsearch 实例被冻结或失效', en: 'Elasticsearch instance is frozen or invalid' },
  why: {
    zh: '被冻结的实例不提供检索，超期未处理会被释放，索引数据随之丢失。',
    en: 'A frozen instance answers no searches; when nobody acts it is released with its indexes.',
  },
  remedy: {
    zh: '结清欠费或续费以解冻实例；不再使用则备份索引后释放。',
    en: 'Pay or renew to have it thawed; when it is not needed, back its indexes up and release it.',
  },
  noFix: NO_FIX.locked,
  severity: 'critical',
  category: 'availability',
  because: [{ checker: 'es-expiring', message: 'expired' }, 'account-overdue'],
  docs: 'https://help.aliyun.com/zh/es/developer-reference/api-elasticsearch-2017-06-13-listinstance',
  params: {},
  messages: {
    frozen: {
      zh: 'Elasticsearch 实例 {{id}}（{{name}}）的状态为 {{status}}',
      en: 'The status of Elasticsearch instance {{id}} ({{name}}) is {{status}}',
    },
  },
  check(instance, { pass, fail, skip }) {
    const { id, name, status } = instance;
    switch (status) {
      case 'active':
        return pass();
      case 'activating':
        return skip({ zh: '实例正在生效', en: 'a change of the instance takes effect' });
      case 'inactive':
      case 'invalid':
        return fail('frozen', { id, name, status });
    }
  },
});
