import { basicAccelerators } from '../collectors/basic-accelerators';
import { defineLocked } from '../locked';

export const basicLocked = defineLocked({
  id: 'ga-basic-locked',
  asset: basicAccelerators,
  subject: { zh: '基础型全球加速实例 {{id}}（{{name}}）', en: 'Basic accelerator {{id}} ({{name}})' },
  kind: { zh: '基础型实例', en: 'the basic accelerator' },
  title: { zh: '基础型全球加速实例被锁定', en: 'Basic accelerator is locked' },
  why: { zh: '被锁定的基础型全球加速实例不再转发流量。', en: 'A locked basic accelerator forwards nothing.' },
  docs: 'https://help.aliyun.com/zh/ga/developer-reference/api-ga-2019-11-20-listbasicaccelerators',
  expiring: 'ga-basic-expiring',
});
