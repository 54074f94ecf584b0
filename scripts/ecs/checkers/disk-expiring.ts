import { defineExpiryChecker, renewalOf } from '../../../lib/define';
import { DAY } from '../../../lib/model';
import { renewing } from '../../bss/renewals';
import { diskInstances } from '../collectors/disk-instances';
import { diskRenewals } from '../collectors/disk-renewals';
import { disks } from '../collectors/disks';

/** The end of a disk that ends with its instance is told of the instance. */
export const diskExpiring = defineExpiryChecker({
  id: 'ecs-disk-expiring',
  asset: disks,
  subject: { zh: '云盘 {{id}}', en: 'Disk {{id}}' },
  title: { zh: '包年包月云盘即将到期', en: 'Subscription disk expires soon' },
  why: {
    zh: '到期的云盘停止服务，逾期未续费则数据被释放。',
    en: 'An expired disk stops working; if it is not renewed its data is released.',
  },
  remedy: { zh: '随实例一起续费，或转为按量付费。', en: 'Renew it with its instance, or convert it to pay-as-you-go.' },
  docs: 'https://help.aliyun.com/zh/ecs/block-storage-devices-billing',
  because: ['ecs-expiring'],
  related: { instance: diskInstances, renewal: diskRenewals },
  optional: ['instance', 'renewal'],
  chargeType: (disk) => disk.diskChargeType,
  expiresAt: (disk) => disk.expiredTime,
  renewal: (_, { renewal: [own] }) => renewalOf(own?.renewStatus),
  plan: renewing,
  startedAt: (disk) => disk.creationTime,
  skip: (disk, { instance }) => {
    const [at, end] = [instance[0]?.expiredTime, disk.expiredTime];
    if (!at || !end || Math.abs(at.getTime() - end.getTime()) > DAY) return undefined;
    return {
      zh: '与所挂载的实例同时到期，由 ecs-expiring 检查',
      en: 'it ends with its instance, of which ecs-expiring tells',
    };
  },
});
