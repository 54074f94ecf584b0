import { defineChecker, NO_FIX } from '../../../lib/define';
import { applications } from '../collectors/applications';
import { statuses } from '../collectors/statuses';
import { lacks } from '../wanted';

/** A release that is stuck half-way is no release under way. */
const STUCK = 'RUNNING_BUT_HAS_ERROR';

/** With half of them gone the others are at their limit: a judgement. */
const HALF = 0.5;

export const instancesMissing = defineChecker({
  id: 'sae-instances-missing',
  asset: applications,
  title: { zh: 'SAE 应用运行的实例少于期望', en: 'SAE application runs fewer instances than wanted' },
  why: {
    zh: '实例缺失时剩余实例承担全部请求；一个都没有时应用不可用。',
    en: 'The instances that are left carry all requests; with none the application is down.',
  },
  remedy: {
    zh: '查看实例事件与日志：镜像拉取、健康检查、内存不足或交换机地址耗尽；必要时回滚发布。',
    en: 'Look at events and logs of its instances: images, health checks, memory, addresses of the vSwitch; roll the release back if need be.',
  },
  noFix: NO_FIX.missing,
  severity: 'critical',
  severities: ['error', 'warning'],
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/sae/developer-reference/api-sae-2019-05-06-describeapplicationstatus',
  because: ['account-overdue'],
  // An instance that is replaced takes minutes: a judgement.
  lasting: { minutes: 10 },
  params: {},
  related: { status: statuses },
  messages: {
    some: {
      zh: 'SAE 应用 {{name}} 期望 {{wanted}} 个实例，运行 {{value}} 个',
      en: 'SAE application {{name}} runs {{value}} of {{wanted}} instances',
    },
    none: {
      zh: 'SAE 应用 {{name}} 期望 {{wanted}} 个实例，没有一个在运行',
      en: 'SAE application {{name}} runs none of its {{wanted}} instances',
    },
  },
  check(application, { related, pass, fail, skip, unknown }) {
    const { name, instances: wanted, runningInstances: value } = application;
    if (wanted === undefined || value === undefined)
      return unknown({ zh: '应答中没有实例数', en: 'the number of its instances is not in the answer' });
    if (wanted === 0) return skip({ zh: '不期望有实例', en: 'no instances are wanted' });
    if (!lacks(application)) return pass({ value, wanted });
    if (application.appDeletingStatus) return skip({ zh: '应用正在删除', en: 'it is being deleted' });
    const [own] = related.status;
    if (!own || own.currentStatus === 'UNKNOWN')
      return unknown({ zh: '应用状态未知', en: 'the state of the application is not known' });
    if (own.currentStatus === 'STOPPED') return skip({ zh: '应用已停止', en: 'somebody has stopped it' });
    if (own.lastChangeOrderRunning === undefined)
      return unknown({ zh: '应答中没有变更状态', en: 'whether it is being changed is not in the answer' });
    if (own.lastChangeOrderRunning && own.subStatus !== STUCK)
      return skip({ zh: '正在变更', en: 'it is being changed' });
    const data = { name, value, wanted };
    if (value === 0) return fail('none', data);
    return fail('some', data, (wanted - value) / wanted >= HALF ? 'error' : 'warning');
  },
});
