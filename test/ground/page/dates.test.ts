import { clock, span } from '../../../ground/page/dates';

test('a moment is told to the second', () => {
  const at = new Date(2026, 2, 4, 12, 0, 5);
  expect(clock(at.getTime())).toBe('2026-03-04 12:00:05');
  expect(clock(at.toISOString())).toBe('2026-03-04 12:00:05');
  expect(clock('never')).toBe('');
});

test.each([
  [0, '0 s', '0 秒'],
  [0.44, '0.4 s', '0.4 秒'],
  [9.97, '10 s', '10 秒'],
  [59.6, '1 min', '1 分钟'],
  [3605, '1 h', '1 小时'],
  [90_061, '1 d 1 h', '1 天 1 小时'],
  [-5, '0 s', '0 秒'],
])('%d seconds are %s', (seconds, en, zh) => {
  expect([span(seconds, 'en'), span(seconds, 'zh')]).toEqual([en, zh]);
});
