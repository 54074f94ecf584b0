import { bandwidthPackages } from '../collectors/bandwidth-packages';
import { defineLocked } from '../locked';

export const packageLocked = defineLocked({
  id: 'ga-package-locked',
  asset: bandwidthPackages,
  subject: { zh: '全球加速带宽包 {{id}}（{{name}}）', en: 'Bandwidth plan {{id}} ({{name}}) of Global Accelerator' },
  kind: { zh: '带宽包', en: 'the bandwidth plan' },
  title: { zh: '全球加速带宽包被锁定', en: 'Bandwidth plan of Global Accelerator is locked' },
  why: {
    zh: '带宽包被锁定时，绑定它的全球加速实例没有带宽。',
    en: 'While a plan is locked the accelerators that it is bound to have no bandwidth.',
  },
  docs: 'https://help.aliyun.com/zh/ga/developer-reference/api-ga-2019-11-20-listbandwidthpackages',
  expiring: 'ga-package-expiring',
});
