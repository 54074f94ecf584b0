import { defineCollector, must, oneOf, pageNumber, rpc, text } from '../../../lib/define';
import { sas } from '../product';
import { serverStatistics } from './server-statistics';

/** Alarms that nobody has handled yet, without mere reminders. Levels are those of DescribeSuspEvents. */
export const alarms = defineCollector({
  id: 'sas-alarms',
  product: sas,
  title: { zh: '未处理的安全告警', en: 'Open security alarms' },
  scope: 'global',
  call: rpc('DescribeSuspEvents', { From: 'sas', Dealed: 'N', Levels: 'serious,suspicious' }, { regionParam: false }),
  paging: pageNumber({ max: 100, page: 'CurrentPage' }),
  items: 'SuspEvents',
  assetId: 'Id',
  assetName: 'Name',
  fields: {
    level: must(oneOf('Level', ['serious', 'suspicious', 'remind'])),
    instanceId: text('InstanceId'),
    instanceName: text('InstanceName'),
  },
  belongs: { to: serverStatistics },
});
