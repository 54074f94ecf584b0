import { defineIdleChecker, releaseSaves } from '../../../lib/define';
import { eips } from '../collectors/eips';
import { eipInRate, eipOutRate } from '../metrics';
import { eipNotBound } from '../skips';

export const eipZeroTraffic = defineIdleChecker({
  id: 'vpc-eip-zero-traffic',
  asset: eips,
  cost: () => releaseSaves(),
  signals: {
    traffic: {
      metrics: [eipInRate, eipOutRate],
      add: true,
      level: 0,
      max: 1_000_000,
      help: { zh: '每小时流入与流出带宽之和不高于此值', en: 'Inbound and outbound rate of an hour together, at most' },
    },
  },
  hours: 168,
  createdAt: (eip) => eip.allocationTime,
  title: { zh: '弹性公网 IP 没有流量', en: 'Elastic IP address has no traffic' },
  why: {
    zh: '已绑定却没有任何流量的地址照常计费，并使资产无谓地暴露在公网。',
    en: 'An address that is bound but never used costs money, and exposes what it is bound to for nothing.',
  },
  remedy: {
    zh: '确认没有入站依赖（DNS、白名单）后解绑并释放。',
    en: 'When no DNS record and no whitelist depends on it, unbind and release it.',
  },
  docs: 'https://help.aliyun.com/zh/eip/developer-reference/api-vpc-2016-04-28-releaseeipaddress-eips',
  because: ['ecs-status-abnormal', 'ecs-locked', 'vpc-eip-locked', 'slb-status-abnormal', 'vpc-nat-locked'],
  message: {
    zh: '弹性公网 IP {{id}} 已绑定，但 {{days}} 天内几乎没有流量，每小时平均：{{signals}}',
    en: 'Elastic IP address {{id}} is bound, but had next to no traffic for {{days}} days; an average hour: {{signals}}',
  },
  skip: eipNotBound,
});
