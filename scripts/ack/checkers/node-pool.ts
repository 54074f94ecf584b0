import { type AssetOf, defineChecker, NO_FIX, shownField, thoseThat } from '../../../lib/define';
import { clusters } from '../collectors/clusters';
import { nodePools } from '../collectors/node-pools';
import { isThere } from '../states';

type Pool = AssetOf<typeof nodePools>;

/** A pool that is active, or on its way to another state. */
const SOUND: Readonly<Record<NonNullable<Pool['state']>, boolean>> = {
  active: true,
  initial: true,
  scaling: true,
  updating: true,
  upgrading: true,
  repairing: true,
  removing: true,
  deleting: true,
  deleted: true,
  failed: false,
};

/** Failures tell enough, whatever the state is. */
function isBad(pool: Pool): boolean {
  return (pool.failedNodes ?? 0) > 0 || (pool.state !== undefined && !SOUND[pool.state]);
}

/** Failures count in a pool whose state is none that is known, too. */
function stateOf(pool: Pool): string {
  const state = shownField(pool, 'state');
  return typeof state === 'string' ? state : '?';
}

export const nodePool = defineChecker({
  id: 'ack-node-pool',
  asset: clusters,
  title: { zh: 'ACK 节点池异常', en: 'ACK node pool is not in order' },
  why: {
    zh: '节点池异常或有节点创建失败时，扩容和自愈都得不到新的节点。',
    en: 'From a pool that is broken or fails to create nodes, neither scaling nor repair gets a new node.',
  },
  remedy: {
    zh: '在节点池的伸缩活动中查看失败原因，常见为库存不足、额度用尽或交换机地址不足。',
    en: 'Read the scaling activities of the pool: no stock, a used-up quota or a full vSwitch are common causes.',
  },
  noFix: NO_FIX.state,
  severity: 'error',
  severities: ['warning'],
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/ack/ack-managed-and-ack-dedicated/developer-reference/api-cs-2015-12-15-describeclusternodepools',
  // A node that could not be made is made again: a judgement.
  lasting: { minutes: 10, each: 'pools' },
  params: {},
  related: { pools: nodePools },
  messages: {
    abnormal: {
      zh: 'ACK 集群 {{id}}（{{name}}）有 {{value}} 个节点池异常：{{pools}}',
      en: 'ACK cluster {{id}} ({{name}}) has {{value}} node pools that are not in order: {{pools}}',
    },
  },
  check(cluster, { related, pass, fail, skip, unknown }) {
    const { id, name, state } = cluster;
    if (!isThere(state))
      return skip({ zh: `集群处于 ${state}，没有节点池`, en: `no pools in a cluster that is ${state}` });
    if (related.pools.length === 0) return skip({ zh: '集群没有节点池', en: 'the cluster has no node pools' });
    const bad = thoseThat(related.pools, isBad);
    if (bad.length > 0) {
      const pools = bad.map((pool) => `${pool.name || pool.id} (${stateOf(pool)}, ${pool.failedNodes ?? '?'} failed)`);
      // A node that could not be made is made again by the pool; one that has failed makes none.
      const severe = bad.some((pool) => stateOf(pool) === 'failed');
      return fail('abnormal', { id, name, value: bad.length, pools }, severe ? undefined : 'warning');
    }
    return related.pools.some((pool) => pool.state === undefined || pool.failedNodes === undefined)
      ? unknown({
          zh: '应答中有节点池没有状态或失败节点数',
          en: 'the state or failures of a pool are not in the answer',
        })
      : pass();
  },
});
