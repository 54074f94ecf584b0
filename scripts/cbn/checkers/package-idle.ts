import { defineChecker, integerParam, NO_FIX, releaseSaves } from '../../../lib/define';
import { daysSince } from '../../../lib/model';
import { bandwidthPackages } from '../collectors/bandwidth-packages';

/** That a plan of a week should be in use is a judgement. */
export const packageIdle = defineChecker({
  id: 'cbn-package-idle',
  asset: bandwidthPackages,
  title: { zh: '云企业网带宽包没有绑定实例', en: 'Bandwidth plan of CEN is used by no network' },
  why: {
    zh: '没有绑定云企业网实例的带宽包照常计费。',
    en: 'A plan that is bound to no network is billed all the same.',
  },
  remedy: { zh: '绑定到云企业网实例，或退订。', en: 'Bind it to a network, or give it back.' },
  noFix: NO_FIX.idle,
  cost: () => releaseSaves(),
  severity: 'info',
  category: 'cost',
  docs: 'https://help.aliyun.com/zh/cen/developer-reference/api-cbn-2017-09-12-describecenbandwidthpackages',
  params: {
    days: integerParam({
      default: 7,
      min: 0,
      max: 365,
      unit: 'd',
      help: { zh: '只检查购买超过此天数的带宽包', en: 'Only plans bought more than this many days ago' },
    }),
  },
  messages: {
    idle: {
      zh: '云企业网带宽包 {{id}}（{{name}}）没有绑定实例，购买于 {{value}} 天前',
      en: 'Bandwidth plan {{id}} ({{name}}) is bound to no network; it was bought {{value}} days ago',
    },
  },
  check({ id, name, status, businessStatus, creationTime }, { params, now, pass, fail, skip, unknown }) {
    if (status === undefined) return unknown({ zh: '应答中没有状态', en: 'its state is not in the answer' });
    if (status === 'InUse') return pass();
    // What has ended, or is locked, is not billed any more.
    if (businessStatus === undefined)
      return unknown({ zh: '应答中没有业务状态', en: 'no business status in the answer' });
    if (businessStatus !== 'Normal')
      return skip({ zh: `业务状态为 ${businessStatus}`, en: `its business status is ${businessStatus}` });
    if (!creationTime) return unknown({ zh: '应答中没有创建时间', en: 'no creation time in the answer' });
    const days = daysSince(creationTime, now);
    if (days <= params.days) return skip({ zh: '购买不久', en: 'bought only recently' });
    return fail('idle', { id, name, value: Math.floor(days), threshold: params.days, unit: 'd' });
  },
});
