import { type AssetOf, defineChecker, NO_FIX, numberParam, thoseThat } from '../../../lib/define';
import { clusters } from '../collectors/clusters';
import { nodes } from '../collectors/nodes';
import { isThere } from '../states';

type Node = AssetOf<typeof nodes>;
type State = NonNullable<Node['state']>;

/** A node that comes or goes is not ready, and that is no fault. */
const PASSES: Readonly<Record<State, boolean>> = {
  initial: true,
  pending: true,
  starting: true,
  stopping: true,
  removing: true,
  running: false,
  stopped: false,
  failed: false,
};

function isBad({ state, nodeStatus }: Node): boolean {
  if (state === undefined || PASSES[state]) return false;
  return state === 'failed' || (nodeStatus !== undefined && nodeStatus !== 'Ready');
}

/** Such as `NotReady`, and the state where the machine does not run. */
function told({ state, nodeStatus }: Node): string {
  const status = nodeStatus ?? '?';
  return state === undefined || state === 'running' ? status : `${status}, ${state}`;
}

export const ackNode = defineChecker({
  id: 'ack-node',
  asset: clusters,
  title: { zh: 'ACK 节点未就绪', en: 'ACK node is not ready' },
  why: {
    zh: '未就绪的节点上的容器会被驱逐，集群容量随之减少。',
    en: 'Pods are evicted from a node that is not ready, and the cluster has less capacity.',
  },
  remedy: {
    zh: '对节点做故障诊断：检查 kubelet、磁盘、内存压力与网络，必要时移除并替换节点。',
    en: 'Diagnose the node: kubelet, disk and memory pressure, network. Replace it when it does not come back.',
  },
  noFix: NO_FIX.state,
  severity: 'critical',
  severities: ['warning'],
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/ack/ack-managed-and-ack-dedicated/developer-reference/api-cs-2015-12-15-describeclusternodes',
  // A node that is upgraded or restarted is not ready for minutes: a judgement.
  lasting: { minutes: 10, each: 'nodes', atOnce: ['none'] },
  params: {
    criticalPercent: numberParam({
      default: 20,
      min: 0,
      max: 100,
      unit: '%',
      help: {
        zh: '未就绪节点的比例高于此值，或没有就绪的节点时为紧急；人为停机的不计',
        en: 'Critical when more than this share of the nodes is not ready, or none is; those that somebody stopped do not count',
      },
    }),
  },
  related: { nodes },
  messages: {
    none: {
      zh: 'ACK 集群 {{id}}（{{name}}）没有就绪的节点：{{nodes}}',
      en: 'No node of ACK cluster {{id}} ({{name}}) is ready: {{nodes}}',
    },
    notReady: {
      zh: 'ACK 集群 {{id}}（{{name}}）的 {{total}} 个节点中有 {{value}} 个未就绪：{{nodes}}',
      en: 'ACK cluster {{id}} ({{name}}) has {{value}} nodes of {{total}} that are not ready: {{nodes}}',
    },
  },
  check(cluster, { params, related, pass, fail, skip, unknown }) {
    const { id, name, state } = cluster;
    if (!isThere(state)) return skip({ zh: `集群状态为 ${state}`, en: `the cluster is ${state}` });
    const bad = thoseThat(related.nodes, isBad);
    if (bad.length > 0) {
      const names = bad.map((node) => `${node.name || node.id} (${told(node)})`);
      // A machine that somebody has stopped is not what keeps anybody awake.
      const lost = bad.filter(({ state }) => state !== 'stopped').length;
      const share = (lost / related.nodes.length) * 100;
      const ready = related.nodes.some(({ nodeStatus }) => nodeStatus === 'Ready');
      const data = { id, name, value: bad.length, total: related.nodes.length, nodes: names };
      if (lost > 0 && !ready) return fail('none', data);
      return fail('notReady', data, share > params.criticalPercent ? undefined : 'warning');
    }
    const settled = related.nodes.filter(({ state }) => state === undefined || !PASSES[state]);
    if (settled.some((node) => node.state === undefined || node.nodeStatus !== 'Ready'))
      return unknown({ zh: '应答中有节点没有状态', en: 'the status or state of a node is not in the answer' });
    return settled.length === 0 ? skip({ zh: '集群没有节点', en: 'the cluster has no nodes' }) : pass();
  },
});
