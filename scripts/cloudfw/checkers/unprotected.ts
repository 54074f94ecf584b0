import { defineChecker, numberParam, thoseThat, unlessUnread, type AssetOf } from '../../../lib/define';
import { assets } from '../collectors/assets';
import { instances } from '../collectors/instances';
import { without } from '../owned';

type Address = AssetOf<typeof assets>;

/** The two shares are a judgement: a few addresses may be left out on purpose. */
export const cloudfwUnprotected = defineChecker({
  id: 'cloudfw-unprotected',
  asset: instances,
  title: { zh: '公网 IP 没有云防火墙防护', en: 'Public addresses are not behind Cloud Firewall' },
  why: {
    zh: '没有开启防护的公网 IP 绕过访问控制与入侵防御。',
    en: 'An address that is not protected goes round all policies and intrusion prevention.',
  },
  remedy: {
    zh: '在互联网边界防火墙开关中为这些 IP 开启保护，并开启新增资产自动保护。',
    en: 'Switch the protection of these addresses on in the internet firewall, and that of new ones by default.',
  },
  noFix: {
    zh: '开启防护会立即应用已有的访问控制策略，可能拦截正常流量，请先核对策略。',
    en: 'Protection applies the rules that exist at once, which may stop good traffic: somebody has to read them first.',
  },
  severity: 'warning',
  severities: ['error'],
  category: 'security',
  docs: 'https://help.aliyun.com/zh/cloud-firewall/cloudfirewall/developer-reference/api-cloudfw-2017-12-07-describeassetlist',
  because: [{ checker: 'cloudfw-expiring', message: 'expired' }],
  params: {
    warning: numberParam({
      default: 10,
      min: 0,
      max: 100,
      unit: '%',
      title: { zh: '警告阈值', en: 'Warning level' },
      help: { zh: '未防护的比例超过此值为警告', en: 'A warning when more than this share is unprotected' },
    }),
    error: numberParam({
      default: 50,
      min: 0,
      max: 100,
      unit: '%',
      title: { zh: '错误阈值', en: 'Error level' },
      help: { zh: '未防护的比例超过此值为错误', en: 'An error when more than this share is unprotected' },
    }),
  },
  validate: (params) =>
    params.error < params.warning ? `error (${params.error}) is below warning (${params.warning})` : undefined,
  related: { assets },
  messages: {
    open: {
      zh: '账号 {{id}} 的 {{total}} 个公网 IP 中有 {{count}} 个没有云防火墙防护（{{value}} %）：{{addresses}}',
      en: '{{count}} of {{total}} public addresses of account {{id}} are not behind Cloud Firewall ({{value}} %): {{addresses}}',
    },
  },
  check(firewall, { params, related, pass, fail, skip, unknown }) {
    const { id, instanceStatus } = firewall;
    if (instanceStatus === undefined) return unknown({ zh: '应答中没有状态', en: 'its state is not in the answer' });
    const why = without(firewall);
    if (why) return skip(why);
    // Where it cannot be protected nobody has left anything out.
    const able = related.assets.filter((one) =>
      unlessUnread(
        () => one.regionStatus !== 'disable' && one.syncStatus !== 'disable',
        () => true,
      ),
    );
    if (able.length === 0) return skip({ zh: '没有可防护的公网 IP', en: 'no public address can be protected' });
    const isKnown = ({ protectStatus, regionStatus, syncStatus }: Address) =>
      protectStatus !== undefined && regionStatus !== undefined && syncStatus !== undefined;
    const open = thoseThat(able, (one) => isKnown(one) && one.protectStatus === 'closed');
    const share = (open.length / able.length) * 100;
    const severe = share > params.error;
    const data = { id, count: open.length, total: able.length, value: Math.round(share), unit: '%' };
    if (share > params.warning) {
      const threshold = severe ? params.error : params.warning;
      const addresses = open.map((one) => one.id);
      return fail('open', { ...data, threshold, addresses }, severe ? 'error' : undefined);
    }
    return !able.every(isKnown)
      ? unknown({ zh: '有公网 IP 没有返回防护状态', en: 'the answer does not tell whether some are protected' })
      : pass(data);
  },
});
