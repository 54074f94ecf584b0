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

/**
 * Only the owner of the circuit terminates a border router, and only the owner recovers it: `active`, `terminating`, `terminated`, and
 * back by `recovering`
 * (https://help.aliyun.com/zh/express-connect/developer-reference/api-terminatevirtualborderrouter, …/api-recovervirtualborderrouter).
 * What the account has done itself is no fault; that an owner elsewhere has done it is one, as nobody here may know: a judgement.
 */
export const vbrInactive = defineChecker({
  id: 'vpc-vbr-inactive',
  asset: virtualBorderRouters,
  title: { zh: '边界路由器未激活', en: 'Virtual border router is not active' },
  why: {
    zh: '未激活的边界路由器不转发专线流量，物理专线中断或欠费时同样不通。',
    en: 'Nothing passes a border router that is not active, or whose circuit is down or unpaid.',
  },
  remedy: {
    zh: '请物理专线的所有者恢复边界路由器；检查物理专线的状态与账单。',
    en: 'Ask the owner of the circuit to recover the border router; check status and bill of the Express Connect circuit.',
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
    inactive: {
      zh: '边界路由器 {{id}} 的状态为 {{status}}：物理专线的所有者 {{owner}} 终止了它',
      en: 'Border router {{id}} is {{status}}: {{owner}}, the owner of its circuit, has ended it',
    },
    circuit: {
      zh: '边界路由器 {{id}} 的物理专线 {{circuit}} 状态异常：{{status}}',
      en: 'Circuit {{circuit}} of border router {{id}} is {{status}}',
    },
  },
  check(vbr, { pass, fail, skip, unknown }) {
    const { id, status, physicalConnectionStatus: line, physicalConnectionBusinessStatus: business } = vbr;
    const { physicalConnectionOwnerUid: owner, account } = vbr;
    const circuit = vbr.physicalConnectionId ?? '?';
    if (status === 'unconfirmed') return skip({ zh: '尚未被确认', en: 'not yet confirmed' });
    if (status === 'terminated') {
      // While its circuit is locked nobody can recover it.
      if (business !== undefined && business !== 'Normal') return fail('circuit', { id, circuit, status: business });
      if (owner === undefined || business === undefined)
        return unknown({
          zh: '应答中没有物理专线的所有者或业务状态',
          en: 'the owner of its circuit, or whether it is paid for, is not in the answer',
        });
      return owner === account.id
        ? skip({ zh: '已由本账号终止', en: 'the account itself has terminated it' })
        : fail('inactive', { id, status, owner });
    }
    // On the way into service or out of it, as the owner of the circuit asked for.
    if (status !== 'active') return skip({ zh: `边界路由器正在变更：${status}`, en: `it is being changed: ${status}` });
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
