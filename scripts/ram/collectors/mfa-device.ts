import { defineCollector, rpc, single, text } from '../../../lib/define';
import { ram, userName } from '../apis';
import { users } from './users';

export const mfaDevice = defineCollector({
  id: 'ram-mfa-device',
  product: ram,
  title: { zh: '用户的 MFA 设备', en: 'MFA device of a user' },
  scope: 'global',
  call: rpc('GetUserMFAInfo', {}, { regionParam: false }),
  paging: single(),
  items: '',
  assetId: 'RequestId',
  fields: {
    type: text('MFADevice.Type'),
    serialNumber: text('MFADevice.SerialNumber'),
  },
  belongs: {
    to: users,
    key: userName,
    ask: { param: 'UserName', encode: 'comma', max: 1, none: ['EntityNotExist.User.MFADevice'] },
  },
});
