import { defineChecker, NO_FIX } from '../../../lib/define';
import { services } from '../collectors/services';
import { KINDS } from '../states';

/** With half of them gone the others are at their limit: a judgement. */
const HALF = 0.5;

export const instancesMissing = defineChecker({
  id: 'eas-instances-missing',
  asset: services,
  title: { zh: 'EAS 服务运行的实例少于期望', en: 'EAS service runs fewer instances than wanted' },
  why: {
    zh: '推理请求只由剩余实例处理，延迟升高；没有实例时服务不可用。',
    en: 'Requests are answered by the instances that are left, and more slowly; with none the model answers nobody.',
  },
  remedy: {
    zh: '查看服务事件与实例日志：资源不足、镜像拉取失败、模型加载失败或健康检查未通过。',
    en: 'Look at the events of the service and the logs of its instances: resources, images, loading of the model, health checks.',
  },
  noFix: NO_FIX.missing,
  severity: 'critical',
  severities: ['error', 'warning'],
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/pai/developer-reference/api-eas-2021-07-01-listservices',
  because: ['account-overdue'],
  // A model takes its time to load: a judgement.
  lasting: { minutes: 30 },
  params: {},
  messages: {
    some: {
      zh: 'EAS 服务 {{name}} 期望 {{wanted}} 个实例，运行 {{value}} 个（状态 {{status}}）',
      en: 'EAS service {{name}} runs {{value}} of {{wanted}} instances (it is {{status}})',
    },
    failed: {
      zh: 'EAS 服务 {{name}} 的状态为 {{status}}',
      en: 'EAS service {{name}} is {{status}}',
    },
    none: {
      zh: 'EAS 服务 {{name}} 期望 {{wanted}} 个实例，没有一个在运行（状态 {{status}}）',
      en: 'EAS service {{name}} runs none of its {{wanted}} instances (it is {{status}})',
    },
  },
  check({ name, status, totalInstance: wanted, runningInstance: value }, { pass, fail, skip, unknown }) {
    if (status === undefined) return unknown({ zh: '应答中没有状态', en: 'its state is not in the answer' });
    const kind = KINDS[status];
    if (kind === 'aside') return skip({ zh: `服务状态为 ${status}`, en: `the service is ${status}` });
    if (wanted === undefined || value === undefined)
      return unknown({ zh: '应答中没有实例数', en: 'its numbers of instances are not in the answer' });
    const data = { name, status, value, wanted };
    // What serves nonetheless, or never did: an update, a creation or a release that failed.
    if (kind === 'failed' && (value >= wanted || status === 'DeleteFailed')) return fail('failed', data, 'error');
    if (wanted === 0) return skip({ zh: '服务不期望有实例', en: 'the service wants no instances' });
    if (value >= wanted) return pass(data);
    if (value === 0) return fail('none', data, kind === 'creating' ? 'error' : undefined);
    return fail('some', data, (wanted - value) / wanted >= HALF ? 'error' : 'warning');
  },
});
