import { defineMetricChecker } from '../../../lib/define';
import { commonBandwidthPackages } from '../collectors/common-bandwidth-packages';
import { bandwidthPackageOut } from '../metrics';

export const bandwidthPackageHigh = defineMetricChecker({
  id: 'vpc-bandwidth-package-high',
  asset: commonBandwidthPackages,
  metric: bandwidthPackageOut,
  title: { zh: '共享带宽出方向接近上限', en: 'Shared bandwidth is nearly used up' },
  why: {
    zh: '共享带宽打满后，其中所有弹性公网 IP 的访问都会变慢丢包。',
    en: 'At its limit every elastic IP address in it gets slow and loses packets.',
  },
  remedy: {
    zh: '提高共享带宽的带宽值，或为占用最多的 EIP 限速、移出。',
    en: 'Raise the bandwidth, or limit or move out the address that takes most of it.',
  },
  docs: 'https://help.aliyun.com/zh/internet-shared-bandwidth/user-guide/monitoring-and-alerting',
  warning: 80,
  critical: 90,
  message: {
    zh: '共享带宽 {{id}}（{{name}}）的出方向使用率为 {{value}} %，高于 {{threshold}} %',
    en: 'Shared bandwidth {{id}} ({{name}}) is {{value}} % used outbound, above {{threshold}} %',
  },
  skip: ({ businessStatus }) =>
    businessStatus === undefined || businessStatus === 'Normal'
      ? undefined
      : { zh: `共享带宽状态为 ${businessStatus}`, en: `the package is ${businessStatus}` },
  unclear: ({ businessStatus }) =>
    businessStatus === undefined ? { zh: '应答中没有业务状态', en: 'no business status in the answer' } : undefined,
});
