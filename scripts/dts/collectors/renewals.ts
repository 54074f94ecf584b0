import { defineRenewals } from '../../bss/renewals';
import { jobs } from './jobs';

export const renewals = defineRenewals({
  id: 'dts-renewals',
  to: jobs,
  title: { zh: '数据传输任务的续费方式', en: 'Renewal of data transmission jobs' },
  subscribed: ({ payType }) => payType === 'PrePaid',
});
