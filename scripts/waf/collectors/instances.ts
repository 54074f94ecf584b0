import { ACCOUNT, defineCollector, flag, instant, number, oneOf, rpc, single, text } from '../../../lib/define';
import { waf } from '../product';

/**
 * The one instance that an account has at a centre; an account without one is answered with nothing of it. Words and numbers
 * are those of the API's page. No page tells a trial from what is paid for.
 */
export const instances = defineCollector({
  id: 'waf-instances',
  product: waf,
  title: { zh: 'WAF 实例', en: 'WAF instances' },
  scope: 'global',
  call: rpc('DescribeInstance'),
  paging: single(),
  items: '',
  assetId: ACCOUNT,
  fields: {
    instanceId: text('InstanceId'),
    status: oneOf('Status', [1, 2, 3]),
    payType: oneOf('PayType', ['PREPAY', 'POSTPAY']),
    inDebt: oneOf('InDebt', ['0', '1']),
    edition: text('Edition'),
    startTime: instant('StartTime'),
    endTime: instant('EndTime'),
    logService: flag('Details.LogService'),
    defenseObjectMaxCount: number('Details.DefenseObjectMaxCount'),
  },
  remember: ['status', 'payType', 'endTime'],
  show: ['instanceId', 'status', 'payType', 'inDebt', 'edition', 'startTime', 'endTime', 'logService'],
});
