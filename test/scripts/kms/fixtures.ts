import { keyDetails, keys } from '../../../scripts/kms';
import { inDays, where } from '../ecs/fixtures';

export const asset = keys.toAsset({ KeyId: 'key-1', KeyArn: 'acs:kms:cn-hangzhou:1000000000000001:key/key-1' }, where);

export function details(other: object = {}) {
  const KeyMetadata = {
    KeyId: 'key-1',
    KeyState: 'Enabled',
    KeySpec: 'Aliyun_AES_256',
    Origin: 'Aliyun_KMS',
    Creator: '1000000000000001',
    AutomaticRotation: 'Enabled',
    ...other,
  };
  return { details: [keyDetails.toAsset({ KeyMetadata }, where)] };
}
export const at = (days: number, seconds = 0) => inDays(days, seconds).toISOString();
