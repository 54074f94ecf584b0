import { defineExpiryChecker } from '../../../lib/define';
import { renewedBy } from '../../bss/renewals';
import { jobs } from '../collectors/jobs';
import { renewals } from '../collectors/renewals';

export const dtsExpiring = defineExpiryChecker({
  id: 'dts-expiring',
  asset: jobs,
  subject: { zh: '数据传输任务 {{id}}（{{name}}）', en: 'Data transmission job {{id}} ({{name}})' },
  title: { zh: '数据传输任务即将到期', en: 'Data transmission job is about to expire' },
  why: {
    zh: '到期后数据传输任务被锁定，两端的数据不再一致；逾期未续费则任务被释放，只能重新全量同步。',
    en: 'After that day the job is locked and the two ends drift apart; once it is released, all data has to be copied again.',
  },
  remedy: {
    zh: '为数据传输实例续费或开启自动续费；不再使用则释放。',
    en: 'Renew the instance of the job or switch its auto-renewal on; release it when nobody needs it.',
  },
  docs: 'https://help.aliyun.com/zh/dts/developer-reference/api-dts-2020-01-01-describedtsjobs',
  chargeType: (job) => job.payType,
  expiresAt: (job) => job.expireTime,
  startedAt: (job) => job.createTime,
  ...renewedBy(renewals),
});
