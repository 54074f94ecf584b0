import { expiredToken } from '../../../../lib/aliyun/remedies';
import { CredentialsError } from '../../../../lib/errors';
import { KEYS } from '../cloud';
import { faultOf } from './fault';

const expired = faultOf({ code: 'token-expired' });

it('has the keys renewed that were rejected, and tries at once', async () => {
  const refresh = jest.fn(() => Promise.resolve(KEYS));
  expect(await expiredToken({ refresh }).decide(expired, 0)).toEqual({ kind: 'again', waitMs: 0 });
  expect(refresh.mock.calls).toEqual([[KEYS]]);
});

it.each([
  ['a second time', expired, 1],
  ['refused keys', faultOf({ code: 'credentials' }), 0],
  ['a throttle', faultOf({ code: 'throttled' }), 0],
])('leaves %s to others, and the keys as they are', async (_, fault, used) => {
  const refresh = jest.fn(() => Promise.resolve(KEYS));
  expect(await expiredToken({ refresh }).decide(fault, used)).toBeUndefined();
  expect(refresh).not.toHaveBeenCalled();
});

it('ends with the error of the provider when there are no new keys', async () => {
  const error = new CredentialsError('the role is gone');
  const remedy = expiredToken({ refresh: () => Promise.reject(error) });
  await expect(async () => remedy.decide(expired, 0)).rejects.toBe(error);
});
