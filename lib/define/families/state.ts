/** Families that judge what an answer says of a state. */
import type { AssetIdentity } from '../../model/asset';
import type { FixCall, FixPlan } from '../../model/fix';
import type { Text } from '../../model/text';
import { defineChecker, type Checker, type CheckerSpec } from '../checker';
import type { Collector } from '../collector';
import { integerParam, type Param } from '../params';
import type { Facts } from './facts';
import { NO_FIX } from './no-fix';

type LockMessages = { readonly locked: Text };

/** Why a database is locked, as RDS, PolarDB and MongoDB say it. */
const LOCKED: readonly string[] = ['ManualLock', 'LockByExpiration', 'LockByDiskQuota', 'LockReadInstanceByDiskQuota'];

/** What its owner has asked for: it is restored, or released. */
const WANTED: Readonly<Record<string, Text>> = {
  LockByRestoration: { zh: '正在恢复数据', en: 'it is being restored' },
  Released: { zh: '实例已释放', en: 'it is released' },
};

/** A database that the cloud has locked: `LockMode` is one of the locks. The message may use `{{id}}`, `{{mode}}`. */
export function defineLockChecker<A extends AssetIdentity>(
  facts: Facts<A> & {
    /** `Unlock` or why it is locked; `undefined`: the answer does not tell. */
    readonly lockMode: (asset: A) => string | undefined;
    readonly message: Text;
  },
): Checker<A, Record<never, never>, Record<never, never>, Record<never, never>, LockMessages> {
  const { lockMode, message, ...rest } = facts;
  return defineChecker({
    noFix: NO_FIX.locked,
    ...rest,
    severity: 'critical',
    category: 'availability',
    params: {},
    messages: { locked: message },
    check(asset, { pass, fail, skip, unknown }) {
      const mode = lockMode(asset);
      if (mode === undefined) return unknown({ zh: '应答中没有锁定模式', en: 'no lock mode in the answer' });
      if (mode === 'Unlock') return pass();
      const wanted = Object.hasOwn(WANTED, mode) ? WANTED[mode] : undefined;
      if (wanted) return skip(wanted);
      return LOCKED.includes(mode)
        ? fail('locked', { id: asset.id, mode })
        : unknown({ zh: `未知的锁定模式 ${mode}`, en: `the lock mode ${mode} is not known` });
    },
  });
}

type WhitelistParams = { readonly prefix: Param<number> };
type WhitelistMessages = { readonly open: Text };
type WhitelistRelated<W extends AssetIdentity, E extends AssetIdentity, S extends AssetIdentity> = {
  readonly whitelist: Collector<W>;
  readonly endpoints?: Collector<E>;
  readonly shardEndpoints?: Collector<S>;
};

/** What tells whether anybody on the internet has a way to it at all. */
type Endpoints<E extends AssetIdentity> = {
  readonly collector: Collector<E>;
  readonly isPublic: (endpoints: E) => boolean;
};

/** One group of a whitelist: a name, and addresses or ranges separated by commas. */
export interface WhitelistGroup {
  readonly name: string | undefined;
  /** Empty: nobody may come in; `undefined`: the answer does not tell. */
  readonly addresses: string | undefined;
}

/** How a product changes one group of a whitelist. */
export interface WhitelistChange<A extends AssetIdentity> {
  /** Takes addresses out, or puts them in again. @param addresses separated by commas */
  readonly call: (asset: A, group: string, addresses: string, mode: 'Delete' | 'Append') => FixCall;
  /** The resource and argument of Terraform that holds the addresses of a group: `alicloud_db_instance (rm-1): security_ips`. */
  readonly terraform: (asset: A, group: string) => string;
}

const NARROWED: Text = {
  zh: '不重启；地址不在剩余条目中的客户端将无法建立新连接：请先确认应用的地址都已列出。',
  en: 'Nothing restarts; clients whose address is not among the entries that remain cannot connect any more: make sure first that those of your applications are.',
};

/** Takes out what lets everybody in, where each group keeps addresses of its own: what is empty afterwards lets nobody in. */
function narrowing<A extends AssetIdentity>(
  asset: A,
  groups: readonly WhitelistGroup[],
  prefix: number,
  { call, terraform }: WhitelistChange<A>,
): FixPlan | undefined {
  const open = groups.flatMap(({ name = '', addresses = '' }) => {
    const all = rangesOf(addresses);
    const wide = all.filter((range) => isOpen(range, prefix));
    return wide.length === 0 ? [] : [{ name, wide: wide.join(','), stays: all.length > wide.length }];
  });
  if (open.length === 0 || open.some(({ name, stays }) => name === '' || !stays)) return undefined;
  return {
    calls: open.map(({ name, wide }) => call(asset, name, wide, 'Delete')),
    undo: open.map(({ name, wide }) => call(asset, name, wide, 'Append')),
    terraform: open.map(({ name, wide }) => `${terraform(asset, name)} without ${wide}`).join('; '),
    effect: NARROWED,
  };
}

const rangesOf = (addresses: string): string[] =>
  addresses
    .split(',')
    .map((range) => range.trim())
    .filter((range) => range !== '');

/**
 * A whitelist that lets everybody in: critical, and an error where nobody on the internet has a way to it. The message may use `{{id}}` and `{{ranges}}`.
 *
 * @param facts.whitelist what belongs to the asset: one record with all groups
 * @param facts.groups its groups; `undefined`: the answer does not tell
 */
export function defineWhitelistChecker<
  A extends AssetIdentity,
  W extends AssetIdentity,
  E extends AssetIdentity = AssetIdentity,
  S extends AssetIdentity = AssetIdentity,
>(
  facts: Facts<A> & {
    readonly whitelist: Collector<W>;
    readonly groups: (whitelist: W) => readonly WhitelistGroup[] | undefined;
    readonly message: Text;
    /** How a group is narrowed, where the product takes single addresses out. */
    readonly change?: WhitelistChange<A>;
    /** What tells whether anybody on the internet has a way to it at all; without it, or where it does not tell, an open whitelist is critical. */
    readonly endpoints?: Endpoints<E>;
    /** The endpoints of sharded clusters, where another action tells them. */
    readonly shardEndpoints?: Endpoints<S>;
  },
): Checker<A, WhitelistParams, WhitelistRelated<W, E, S>, Record<never, never>, WhitelistMessages> {
  const { whitelist, groups, message, change, endpoints, shardEndpoints, ...rest } = facts;
  const spec: CheckerSpec<A, WhitelistParams, WhitelistRelated<W, E, S>, Record<never, never>, WhitelistMessages> = {
    ...rest,
    severity: 'critical',
    ...(endpoints && { severities: ['error'] }),
    category: 'security',
    params: {
      prefix: integerParam({
        title: { zh: '公网网段前缀', en: 'Prefix that counts as open to all' },
        default: 0,
        min: 0,
        max: 24,
        help: {
          zh: '前缀长度不超过此值的公网 IPv4 网段视为对所有人开放',
          en: 'A public IPv4 range counts as open to all when its prefix is no longer than this',
        },
      }),
    },
    related: {
      whitelist,
      ...(endpoints && { endpoints: endpoints.collector }),
      ...(shardEndpoints && { shardEndpoints: shardEndpoints.collector }),
    },
    messages: { open: message },
    fix(asset, _, { params, related }) {
      const [own] = related.whitelist;
      return change && narrowing(asset, (own && groups(own)) ?? [], params.prefix, change);
    },
    check(asset, { params, related, pass, fail, unknown }) {
      const [own] = related.whitelist;
      const found = own && groups(own);
      if (!found) return unknown({ zh: '没有返回该资产的白名单', en: 'its whitelist is not in the answer' });
      const silent = found.some(({ addresses }) => addresses === undefined);
      const open = found.flatMap(({ name, addresses = '' }) =>
        rangesOf(addresses)
          .filter((range) => isOpen(range, params.prefix))
          .map((range) => (name === undefined ? range : `${range} (${name})`)),
      );
      if (open.length > 0) {
        const reachable =
          !endpoints ||
          (related.endpoints ?? []).some(endpoints.isPublic) ||
          (shardEndpoints !== undefined && (related.shardEndpoints ?? []).some(shardEndpoints.isPublic));
        return fail('open', { id: asset.id, ranges: open }, reachable ? undefined : 'error');
      }
      if (silent) return unknown({ zh: '白名单分组没有返回地址', en: 'a group of its whitelist is without addresses' });
      return pass();
    },
  };
  return defineChecker(spec);
}

/** Private and shared address space: as wide as it is, nobody on the internet has an address in it. */
const PRIVATE = /^(10|127)\.|^172\.(1[6-9]|2\d|3[01])\.|^192\.168\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./;

/** An eighth of the internet counts like the whole, as it does in a security group: two halves are all of it. */
const WIDE = 3;
/** Of IPv6 the public addresses are 2000::/3, and an eighth of those has three bits more. */
const PUBLIC_IPV6 = { bits: 0x2000, length: 3 };

function isOpen(range: string, prefix: number): boolean {
  if (['0.0.0.0', '%', '::', '::/0'].includes(range)) return true;
  const six = /^([\da-f]{0,4}):[\da-f:]*\/(\d+)$/i.exec(range);
  if (six) return isWideIpv6(parseInt(six[1] || '0', 16), Number(six[2]));
  const match = /^((\d+)\.\d+\.\d+\.\d+)\/(\d+)$/.exec(range);
  if (!match) return false;
  const [first, length] = [Number(match[2]), Number(match[3])];
  // From 224 on there are multicast and reserved addresses alone.
  if (length <= WIDE) return first < 224;
  return length <= prefix && !PRIVATE.test(range);
}

/** @param bits the first sixteen */
function isWideIpv6(bits: number, length: number): boolean {
  if (length > PUBLIC_IPV6.length + WIDE) return false;
  const shift = 16 - Math.min(length, PUBLIC_IPV6.length);
  return bits >> shift === PUBLIC_IPV6.bits >> shift;
}
