import { defineCollector, pageNumber, rpc, text } from '../../../lib/define';
import { kms } from '../product';

/** The list holds ids only, also of the keys that cloud services made for themselves. */
export const keys = defineCollector({
  id: 'kms-keys',
  product: kms,
  title: { zh: '密钥', en: 'Keys' },
  scope: 'region',
  call: rpc('ListKeys', {}, { regionParam: false }),
  paging: pageNumber({ max: 100 }),
  items: 'Keys.Key',
  assetId: 'KeyId',
  fields: {
    keyArn: text('KeyArn'),
  },
  resourceType: 'ACS::KMS::Key',
  show: ['keyArn'],
});
