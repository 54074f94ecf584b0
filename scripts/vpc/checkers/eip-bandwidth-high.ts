import { defineMetricsChecker } from '../../../lib/define';
import { eips } from '../collectors/eips';
import { eipInShare, eipOutShare } from '../metrics';
import { eipNotBound } from '../skips';

/** Levels as for the bandwidth of an instance, a judgement. Of an address in a shared bandwidth that is judged. */
export const eipBandwidthHigh = defineMetricsChecker({
  id: 'vpc-eip-bandwidth-high',
  asset: eips,
  metrics: { outbound: eipOutShare, inbound: eipInShare },
  title: { zh: '弹性公网 IP 带宽接近上限', en: 'Elastic IP address bandwidth is nearly used up' },
  why: {
    zh: '带宽打满后限速丢包，经它访问的实例、负载均衡与 NAT 都变慢。',
    en: 'At its limit packets are dropped, and whatever is behind it gets slow: an instance, a load balancer, a NAT gateway.',
  },
  remedy: {
    zh: '提高带宽或加入共享带宽；排查异常流量。',
    en: 'Raise the bandwidth or add it to a shared one; look for unwanted traffic.',
  },
  docs: 'https://help.aliyun.com/zh/eip/developer-reference/api-vpc-2016-04-28-describeeipmonitordata-eips',
  warning: 80,
  critical: 95,
  messages: {
    above: {
      zh: '弹性公网 IP {{id}} 的带宽使用率为 {{value}} %，高于 {{threshold}} %（{{metrics}}）',
      en: 'Bandwidth of elastic IP address {{id}} is {{value}} % used, above {{threshold}} % ({{metrics}})',
    },
  },
  skip: (eip) =>
    eip.bandwidthPackageId === undefined
      ? eipNotBound(eip)
      : {
          zh: '在共享带宽中，由 vpc-bandwidth-package-high 检查',
          en: 'vpc-bandwidth-package-high tells of its shared bandwidth',
        },
});
