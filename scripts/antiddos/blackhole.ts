import { defineChecker, thoseThat, type AssetOf, type Collector, type Reason } from '../../lib/define';
import type { AssetIdentity, Text } from '../../lib/model';
import type { defineBlackholed } from './addresses';

type Blackholed = AssetOf<ReturnType<typeof defineBlackholed>>;

/** An asset whose public address is in a blackhole. The messages may use `{{id}}`, `{{name}}` and `{{addresses}}`. */
export function defineBlackholeChecker<A extends AssetIdentity>(facts: {
  readonly id: string;
  readonly asset: Collector<A>;
  readonly title: Text;
  readonly blackholed: Collector<Blackholed>;
  readonly message: Text;
  /** Why the checker does not apply to an asset; `undefined` when it does. */
  readonly skip: (asset: A) => Reason | undefined;
}) {
  const { blackholed, message, skip: skipped, ...rest } = facts;
  return defineChecker({
    ...rest,
    why: {
      zh: '攻击流量超过免费的基础防护能力时，发往该地址的全部流量被丢弃，默认两个半小时内谁也访问不了。',
      en: 'When an attack exceeds the free basic protection all traffic to the address is dropped, for two and a half hours by default.',
    },
    remedy: {
      zh: '把业务切到别的 IP 或接入高防，并在流量安全控制台查看解封时间。',
      en: 'Move the service to another address or behind Anti-DDoS, and see in the Traffic Security console when it ends.',
    },
    severity: 'critical',
    category: 'availability',
    docs: 'https://www.alibabacloud.com/help/en/anti-ddos/api-describe-instance-ipaddress',
    params: {},
    related: { blackholed },
    messages: { blackholed: message },
    check(asset, { related, pass, fail, skip }) {
      const why = skipped(asset);
      if (why !== undefined) return skip(why);
      const own = related.blackholed.filter(({ id }) => id === asset.id);
      const bad = own.flatMap(({ addresses }) => thoseThat(addresses ?? [], (one) => one.ipStatus === 'blackholed'));
      if (bad.length === 0) return pass();
      return fail('blackholed', {
        id: asset.id,
        name: asset.name,
        addresses: bad.map(({ instanceIp }) => instanceIp ?? '?'),
      });
    },
  });
}
