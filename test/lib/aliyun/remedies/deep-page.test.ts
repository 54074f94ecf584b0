import { deepPage } from '../../../../lib/aliyun/remedies';
import { faultOf } from './fault';

it('hands a list that is too deep to whoever pages, as it is', () => {
  const fault = faultOf({ code: 'throttled', cloudCode: 'Throttling.DeepPageSkip', retryable: true });
  expect(deepPage.decide(fault, 0)).toEqual({ kind: 'give-up', error: fault.error });
});

it.each(['Throttling', 'Throttling.User', undefined])('leaves %s to others', (cloudCode) => {
  expect(deepPage.decide(faultOf({ code: 'throttled', cloudCode }), 0)).toBeUndefined();
});
