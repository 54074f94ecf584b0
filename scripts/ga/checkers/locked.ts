import { accelerators } from '../collectors/accelerators';
import { defineLocked } from '../locked';

export const gaLocked = defineLocked({
  id: 'ga-locked',
  asset: accelerators,
  subject: { zh: '全球加速实例 {{id}}（{{name}}）', en: 'Accelerator {{id}} ({{name}})' },
  kind: { zh: '加速实例', en: 'the accelerator' },
  title: { zh: '全球加速实例被锁定', en: 'Accelerator is locked' },
  why: {
    zh: '被锁定的全球加速实例不再转发流量，指向它的域名无法访问。',
    en: 'A locked accelerator forwards nothing, and names that point at it are down.',
  },
  docs: 'https://help.aliyun.com/zh/ga/developer-reference/api-ga-2019-11-20-listaccelerators',
  expiring: 'ga-expiring',
});
