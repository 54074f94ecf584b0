import { checkExpiryParams, defineChecker, expiryOf, expiryParams, flagParam, integerParam } from '../../../lib/define';
import { DAY, HOUR } from '../../../lib/model';
import { subscriptions } from '../collectors/subscriptions';

/** One that is over for a little while may be renewed at this moment; later its renewal has failed. A judgement. */
const GRACE = 2 * HOUR;

/**
 * What renews itself is a problem when that fails: it is paid for from nine days before the end, each day, so that with no
 * more than `failingDays` left it has failed for days. What is marked as not renewed may end.
 */
export const bssExpiring = defineChecker({
  id: 'bss-expiring',
  asset: subscriptions,
  title: { zh: '包年包月实例即将到期', en: 'Subscription expires soon' },
  why: {
    zh: '任何产品的包年包月实例到期后都会停服，过了保留期便被释放，数据不可恢复；自动续费也会因余额不足而失败。',
    en: 'A subscription of any product stops when it ends and is released later, with its data; even auto-renewal fails when the balance is too low.',
  },
  remedy: {
    zh: '在费用中心的续费管理中续费或打开自动续费；不再需要的设为到期不续费。',
    en: 'Renew it or switch on auto-renewal under Renewal in the billing console; mark as not renewed what is no longer needed.',
  },
  docs: 'https://help.aliyun.com/zh/user-center/developer-reference/api-queryavailableinstances',
  severity: 'warning',
  severities: ['critical', 'info'],
  category: 'expiry',
  params: {
    ...expiryParams(),
    failingDays: integerParam({
      default: 5,
      min: 0,
      max: 30,
      unit: 'd',
      help: {
        zh: '已开启自动续费、但剩余天数不超过此值仍未续费即视为续费失败（到期前 9 天起每天扣款）',
        en: 'Auto-renewal has failed when it is on and no more than this many days are left (it is tried daily from nine days before the end)',
      },
    }),
    autoRenewal: flagParam({
      default: false,
      help: {
        zh: '自动续费的也在临近到期时给出提示',
        en: 'A notice also about what renews itself when its end is near',
      },
    }),
  },
  validate: checkExpiryParams,
  messages: {
    soon: {
      zh: '{{product}} 实例 {{id}}（{{region}}）将在 {{value}} 天后到期（{{expiresAt}}）',
      en: '{{product}} instance {{id}} ({{region}}) expires in {{value}} days ({{expiresAt}})',
    },
    failing: {
      zh: '{{product}} 实例 {{id}}（{{region}}）已开启自动续费但没有续成，将在 {{value}} 天后到期（{{expiresAt}}）',
      en: 'Auto-renewal of {{product}} instance {{id}} ({{region}}) is on but fails: it expires in {{value}} days ({{expiresAt}})',
    },
    expired: {
      zh: '{{product}} 实例 {{id}}（{{region}}）已于 {{expiresAt}} 到期',
      en: '{{product}} instance {{id}} ({{region}}) expired at {{expiresAt}}',
    },
    renewing: {
      zh: '{{product}} 实例 {{id}}（{{region}}）将在 {{value}} 天后（{{expiresAt}}）自动续费',
      en: '{{product}} instance {{id}} ({{region}}) renews itself in {{value}} days ({{expiresAt}})',
    },
  },
  check(one, { params, now, pass, fail, skip, unknown }) {
    const { id, name, endTime, renewStatus, productCode, instanceRegion } = one;
    if (!endTime) return unknown({ zh: '应答中没有到期时间', en: 'no expiry time in the answer' });
    const expiry = expiryOf(endTime, now, params);
    const data = { id, name, product: productCode, region: instanceRegion ?? '-', ...expiry.data };
    if (expiry.level === 'far') return pass(data);
    if (renewStatus === 'NotRenewal') return skip({ zh: '已设为到期不续费', en: 'it is marked as not renewed' });
    const left = endTime.getTime() - now.getTime();
    const renewing = renewStatus === 'AutoRenewal';
    if (expiry.level === 'expired') {
      return renewing && -left <= GRACE
        ? skip({ zh: '刚刚到期，自动续费可能正在进行', en: 'it ended just now and may be about to renew itself' })
        : fail('expired', data, 'critical');
    }
    if (renewStatus === undefined)
      return unknown({ zh: '应答中没有续费方式', en: 'the answer does not tell whether it renews itself' });
    if (!renewing) return fail('soon', data, expiry.level);
    if (left <= params.failingDays * DAY) return fail('failing', data, expiry.level);
    return params.autoRenewal ? fail('renewing', data, 'info') : skip({ zh: '会自动续费', en: 'renews itself' });
  },
});
