import { defineCollector, instant, must, oneOf, rpc, single, text } from '../../../lib/define';
import { kms } from '../product';
import { keys } from './keys';

/**
 * One call per key. Metadata only: nothing here reads key material or a secret. Values are those of DescribeKey, states
 * those of its table of what a state allows. Material without a time never expires, says DescribeKey.
 */
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
    keyState: must(oneOf('KeyMetadata.KeyState', ['Enabled', 'Disabled', 'PendingDeletion', 'PendingImport'])),
    keySpec: text('KeyMetadata.KeySpec'),
    origin: oneOf('KeyMetadata.Origin', ['Aliyun_KMS', 'EXTERNAL']),
    creator: text('KeyMetadata.Creator'),
    protectionLevel: oneOf('KeyMetadata.ProtectionLevel', ['SOFTWARE', 'HSM']),
    DKMSInstanceId: text('KeyMetadata.DKMSInstanceId'),
    automaticRotation: oneOf('KeyMetadata.AutomaticRotation', ['Enabled', 'Disabled', 'Suspended']),
    deleteDate: instant('KeyMetadata.DeleteDate'),
    materialExpireTime: instant('KeyMetadata.MaterialExpireTime'),
  },
  belongs: { to: keys, ask: { param: 'KeyId', encode: 'comma', max: 1 } },
});
