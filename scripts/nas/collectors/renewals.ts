import { defineRenewals } from '../../bss/renewals';
import { fileSystems } from './file-systems';

export const renewals = defineRenewals({
  id: 'nas-renewals',
  to: fileSystems,
  title: { zh: '文件系统的续费方式', en: 'Renewal of file systems' },
  subscribed: ({ chargeType }) => chargeType === 'Subscription',
});
