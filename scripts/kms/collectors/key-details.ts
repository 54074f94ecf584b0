import { defineCollector, instant, must, rpc, single, text } from '../../../lib/define';
import { kms } from '../product';
import { keys } from './keys';

/** One call per key. Metadata only: nothing here reads key material or a secret. */
export const keyDetails = defineCollector({
  id: 'kms-key-details',
  product: kms,
  title: { zh: '密钥详情', en: 'Details of a key' },
  scope: 'region',
  call: rpc('DescribeKey', {}, { regionParam: false }),
  paging: single(),
  items: '',
  assetId: 'KeyMetadata.KeyId',
  fields: {
    keyState: must(text('KeyMetadata.KeyState')),
    keySpec: text('KeyMetadata.KeySpec'),
    origin: text('KeyMetadata.Origin'),
    creator: text('KeyMetadata.Creator'),
    protectionLevel: text('KeyMetadata.ProtectionLevel'),
    DKMSInstanceId: text('KeyMetadata.DKMSInstanceId'),
    automaticRotation: text('KeyMetadata.AutomaticRotation'),
    deleteDate: instant('KeyMetadata.DeleteDate'),
    materialExpireTime: instant('KeyMetadata.MaterialExpireTime'),
  },
  belongs: { to: keys, ask: { param: 'KeyId', encode: 'comma', max: 1 } },
});
