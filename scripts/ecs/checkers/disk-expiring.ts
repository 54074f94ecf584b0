import { defineSubscriptionChecker } from '../../../lib/define';
import { DAY } from '../../../lib/model';
import { renewalOf } from '../../bss/renewals';
import { diskInstances } from '../collectors/disk-instances';
import { diskRenewals } from '../collectors/disk-renewals';
import { disks } from '../collectors/disks';

/** The end of a disk that ends with its instance is told of the instance. */
export const diskExpiring = defineSubscriptionChecker({
  id: 'ecs-disk-expiring',
  asset: disks,
  title: { zh: '包年包月云盘即将到期', en: 'Subscription disk expires soon' },
  why: {
    zh: '到期的云盘停止服务，逾期未续费则数据被释放。',
    en: 'An expired disk stops working; if it is not renewed its data is released.',
  },
  remedy: { zh: '随实例一起续费，或转为按量付费。', en: 'Renew it with its instance, or convert it to pay-as-you-go.' },
  docs: 'https://help.aliyun.com/zh/ecs/block-storage-devices-billing',
  related: { instance: diskInstances, renewal: diskRenewals },
  optional: ['instance', 'renewal'],
  chargeType: (disk) => disk.diskChargeType,
  expiresAt: (disk) => disk.expiredTime,
  renewal: (_, { renewal }) => renewalOf(renewal),
  startedAt: (disk) => disk.creationTime,
  skip: (disk, { instance }) => {
    const [at, end] = [instance[0]?.expiredTime, disk.expiredTime];
    if (!at || !end || Math.abs(at.getTime() - end.getTime()) > DAY) return undefined;
    return {
      zh: '与所挂载的实例同时到期，由 ecs-expiring 检查',
      en: 'it ends with its instance, of which ecs-expiring tells',
    };
  },
  messages: {
    soon: {
      zh: '云盘 {{id}} 将在 {{value}} 天后到期（{{expiresAt}}）',
      en: 'Disk {{id}} expires in {{value}} days ({{expiresAt}})',
    },
    expired: { zh: '云盘 {{id}} 已于 {{expiresAt}} 到期', en: 'Disk {{id}} expired at {{expiresAt}}' },
  },
});
