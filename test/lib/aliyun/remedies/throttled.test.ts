import { throttled, type Again } from '../../../../lib/aliyun/remedies';
import { faultOf } from './fault';

const decide = (tries: number, retryAfterMs?: number) =>
  throttled.decide(faultOf({ code: 'throttled', retryAfterMs }, { tries }), tries - 1);

it.each([
  [1, 1234, 1234, 1234],
  [9, 90_000, 90_000, 90_000],
  [1, undefined, 50, 250],
  [2, undefined, 100, 500],
  [3, 0, 200, 1000],
  [9, undefined, 12_000, 60_000],
])('try %i, asked to wait %p ms: waits %i to %i', (tries, asked, least, most) => {
  const { kind, waitMs } = decide(tries, asked) as Again;
  expect(kind).toBe('again');
  expect(waitMs).toBeGreaterThanOrEqual(least);
  expect(waitMs).toBeLessThanOrEqual(most);
});

it.each([10, 11])('gives up at try %i, whatever the cloud asks, and leaves it to nobody else', (tries) => {
  expect(decide(tries, 5)).toEqual({ kind: 'give-up' });
});

it.each(['service', 'transport', 'token-expired', 'request-refused'] as const)('leaves %s to others', (code) => {
  expect(throttled.decide(faultOf({ code, retryAfterMs: 5 }), 0)).toBeUndefined();
});
