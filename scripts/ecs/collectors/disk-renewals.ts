import { defineRenewals } from '../../bss/renewals';
import { disks } from './disks';

export const diskRenewals = defineRenewals({
  id: 'ecs-disk-renewals',
  to: disks,
  title: { zh: '云盘的续费方式', en: 'Renewal of disks' },
  subscribed: ({ diskChargeType }) => diskChargeType === 'PrePaid',
});
