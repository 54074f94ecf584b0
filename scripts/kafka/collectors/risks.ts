import { defineCollector, list, number, oneOf, rpc, single, text } from '../../../lib/define';
import { kafka } from '../product';
import { isReleased, type Code } from '../states';
import { instances } from './instances';

/** What the cloud's own inspection of an instance says. One page: whether it is all of it, the total tells. */
export const risks = defineCollector({
  id: 'kafka-risks',
  product: kafka,
  title: { zh: '实例风险', en: 'Risks of an instance' },
  scope: 'region',
  call: rpc('GetRiskList', { PageSize: 100 }),
  paging: single(),
  items: '',
  assetId: 'RequestId',
  fields: {
    total: number('Data.Total'),
    riskList: list('Data.RiskList[]', {
      name: text('Name'),
      // Of GetRiskList: urgent, important, common; to be mended, mended, ignored.
      levelType: oneOf('LevelType', [0, 1, 2]),
      status: oneOf('Status', [0, 1, -1]),
      reportValue: text('ReportValue'),
    }),
  },
  belongs: {
    to: instances,
    ask: {
      param: 'InstanceId',
      encode: 'comma',
      max: 1,
      when: ({ viewInstanceStatusCode }) => !isReleased(viewInstanceStatusCode as Code),
    },
  },
});
