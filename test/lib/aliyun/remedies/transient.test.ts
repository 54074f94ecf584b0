import { transient, type Again } from '../../../../lib/aliyun/remedies';
import { faultOf } from './fault';

const fault = faultOf({ code: 'service', retryable: true });

it.each([
  [0, 100, 500],
  [1, 200, 1000],
  [2, 400, 2000],
])('used %i times: waits %i to %i ms', (used, least, most) => {
  const { kind, waitMs } = transient.decide(fault, used) as Again;
  expect(kind).toBe('again');
  expect(waitMs).toBeGreaterThanOrEqual(least);
  expect(waitMs).toBeLessThanOrEqual(most);
});

it('counts its own tries, not those of other remedies', () => {
  expect(transient.decide({ ...fault, tries: 9 }, 2)).toMatchObject({ kind: 'again' });
});

it.each([
  ['used three times', fault, 3],
  ['for what does not pass', faultOf({ code: 'access-denied' }), 0],
])('has nothing to say %s', (_, given, used) => {
  expect(transient.decide(given, used)).toBeUndefined();
});
