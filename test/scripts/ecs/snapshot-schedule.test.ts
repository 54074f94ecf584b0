import { longestGap } from '../../../scripts/ecs/snapshot-schedule';

test.each([
  ['every day', '["1","2","3","4","5","6","7"]', '["1"]', 1],
  ['every day, twice', '["1","2","3","4","5","6","7"]', '["0","12"]', 0.5],
  ['every day, at night', '["1","2","3","4","5","6","7"]', '["22","2"]', 20 / 24],
  ['once a week', '["7"]', '["2"]', 7],
  ['on three days', '["2","4","6"]', '["1"]', 3],
  ['in any order', '["6","2","4"]', '["1"]', 3],
  ['as numbers', '[1, 4]', '[0]', 4],
  ['no day', '[]', '["1"]', undefined],
  ['no list', undefined, '["1"]', undefined],
  ['something else', '["Monday"]', '["1"]', undefined],
])('%s', (_, repeatWeekdays, timePoints, days) => {
  expect(longestGap({ repeatWeekdays, timePoints })).toBe(days);
});
