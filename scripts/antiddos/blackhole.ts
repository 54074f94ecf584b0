import { NO_FIX, defineChecker, thoseThat, type AssetOf, type Collector, type Reason } from '../../lib/define';
import type { AssetIdentity, Text } from '../../lib/model';
import type { defineBlackholed } from './addresses';

type Blackholed = AssetOf<ReturnType<typeof defineBlackholed>>;

/** An asset whose public address is in a blackhole. The messages may use `{{id}}`, `{{name}}` and `{{addresses}}`. */
export function defineBlackholeChecker<A extends AssetIdentity>(facts: {
  readonly id: string;
  readonly asset: Collector<A>;
  readonly title: Text;
  readonly why: Text;
  readonly remedy: Text;
  readonly blackholed: Collector<Blackholed>;
  readonly message: Text;
  /** Why the checker does not apply to an asset; `undefined` when it does. */
  readonly skip: (asset: A) => Reason | undefined;
}) {
  const { blackholed, message, skip: skipped, ...rest } = facts;
  return defineChecker({
    ...rest,
    noFix: NO_FIX.blackhole,
    severity: 'critical',
    category: 'availability',
    docs: 'https://www.alibabacloud.com/help/en/anti-ddos/api-describe-instance-ipaddress',
    params: {},
    related: { blackholed },
    messages: { blackholed: message },
    check(asset, { related, pass, fail, skip, unknown }) {
      const why = skipped(asset);
      if (why !== undefined) return skip(why);
      const own = related.blackholed.filter(({ id }) => id === asset.id);
      const bad = own.flatMap(({ addresses }) => thoseThat(addresses ?? [], (one) => one.ipStatus === 'blackholed'));
      if (bad.length === 0) {
        // It was asked for what is in a blackhole: what is listed without saying which address may be.
        return own.some(({ addresses }) => !addresses?.length || addresses.some((one) => one.ipStatus === undefined))
          ? unknown({ zh: '应答中没有地址的状态', en: 'the state of its addresses is not in the answer' })
          : pass();
      }
      return fail('blackholed', {
        id: asset.id,
        name: asset.name,
        addresses: bad.map(({ instanceIp }) => instanceIp ?? '?'),
      });
    },
  });
}
