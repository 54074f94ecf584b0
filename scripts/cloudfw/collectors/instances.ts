import { ACCOUNT, defineCollector, flag, instant, number, oneOf, rpc, single, text } from '../../../lib/define';
import { cloudfw } from '../product';

/** The one firewall of an account. Words and numbers are those of the API's page; a trial has no id that means anything. */
export const instances = defineCollector({
  id: 'cloudfw-instances',
  product: cloudfw,
  title: { zh: '云防火墙实例', en: 'Cloud Firewall of an account' },
  scope: 'global',
  call: rpc('DescribeUserBuyVersion', {}, { regionParam: false }),
  paging: single(),
  items: '',
  assetId: ACCOUNT,
  fields: {
    instanceId: text('InstanceId'),
    version: oneOf('Version', [2, 3, 4, 10]),
    userStatus: flag('UserStatus'),
    instanceStatus: oneOf('InstanceStatus', ['normal', 'init', 'deleting', 'abnormal', 'free']),
    startTime: instant('StartTime'),
    expire: instant('Expire'),
    logStatus: flag('LogStatus'),
    logStorage: number('LogStorage'),
  },
  remember: ['version', 'userStatus', 'instanceStatus', 'expire'],
  show: ['instanceId', 'version', 'userStatus', 'instanceStatus', 'startTime', 'expire', 'logStatus', 'logStorage'],
});
