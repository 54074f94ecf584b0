import { defineChecker, type AssetOf } from '../../../lib/define';
import { virtualBorderRouters } from '../collectors/virtual-border-routers';

type Router = AssetOf<typeof virtualBorderRouters>;
type Circuit = 'serving' | 'changing' | 'broken';

/** What a state of the circuit means; one that is applied for or being built carries nothing yet. */
const CIRCUITS: Readonly<Record<NonNullable<Router['physicalConnectionStatus']>, Circuit>> = {
  Enabled: 'serving',
  Initial: 'changing',
  Approved: 'changing',
  Allocating: 'changing',
  Allocated: 'changing',
  Confirmed: 'changing',
  Terminating: 'changing',
  Rejected: 'broken',
  Canceled: 'broken',
  'Allocation Failed': 'broken',
  AllocationFailed: 'broken',
  Terminated: 'broken',
};

export const vbrInactive = defineChecker({
  id: 'vpc-vbr-inactive',
  asset: virtualBorderRouters,
  title: { zh: '边界路由器未激活', en: 'Virtual border router is not active' },
  why: {
    zh: '未激活的边界路由器不转发专线流量，物理专线中断或欠费时同样不通。',
    en: 'Nothing passes a border router that is not active, or whose circuit is down or unpaid.',
  },
  remedy: {
    zh: '恢复边界路由器；检查物理专线的状态与账单。',
    en: 'Recover the border router; check status and bill of its Express Connect circuit.',
  },
  noFix: {
    zh: '边界路由器因物理专线的状态或欠费而停止，恢复前要由专线一侧确认。',
    en: 'A border router stops with its circuit or its bill, and whoever runs the circuit has to confirm that it may come back.',
  },
  severity: 'critical',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/express-connect/user-guide/perform-diagnostics-on-vbrs',
  params: {},
  messages: {
    inactive: { zh: '边界路由器 {{id}} 的状态为 {{status}}', en: 'Border router {{id}} is {{status}}' },
    circuit: {
      zh: '边界路由器 {{id}} 的物理专线 {{circuit}} 状态异常：{{status}}',
      en: 'Circuit {{circuit}} of border router {{id}} is {{status}}',
    },
  },
  check(vbr, { pass, fail, skip, unknown }) {
    const { id, status, physicalConnectionStatus: line, physicalConnectionBusinessStatus: business } = vbr;
    if (status === 'unconfirmed') return skip({ zh: '尚未被确认', en: 'not yet confirmed' });
    if (status === 'terminated') return fail('inactive', { id, status });
    // On the way into service or out of it, as somebody asked for; `terminated` is the end of that way.
    if (status !== 'active') return skip({ zh: `边界路由器正在变更：${status}`, en: `it is being changed: ${status}` });
    const circuit = vbr.physicalConnectionId ?? '?';
    const condition = line && CIRCUITS[line];
    if (line && condition === 'broken') return fail('circuit', { id, circuit, status: line });
    if (business !== undefined && business !== 'Normal') return fail('circuit', { id, circuit, status: business });
    if (condition === undefined || business === undefined)
      return unknown({ zh: '应答中没有物理专线的状态', en: 'no status of its circuit in the answer' });
    return condition === 'changing'
      ? skip({ zh: `物理专线正在变更：${line ?? '?'}`, en: `its circuit is being changed: ${line ?? '?'}` })
      : pass();
  },
});
