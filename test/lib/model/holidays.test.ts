import { beijingDay, daysToLikeMonth, worksInChina } from '../../../lib/model';

test.each([
  ['2026-09-28', 'a Monday', true],
  ['2026-09-26', 'a Saturday', false],
  ['2026-09-20', 'a Sunday that is worked', true],
  ['2026-10-01', 'a holiday', false],
  ['2026-10-08', 'the day after it', true],
  ['2027-10-01', 'a Friday of a year that is not announced', true],
])('%s, %s: %p', (date, _, works) => {
  for (const hour of ['00:00', '23:59']) {
    expect(worksInChina(beijingDay(Date.parse(`${date}T${hour}+08:00`)))).toBe(works);
  }
});

test.each([
  ['2026-03-31', 31],
  ['2026-03-30', 31],
  ['2026-03-29', 0],
  ['2026-03-01', 28],
  ['2026-03-02', 28],
  ['2026-03-03', 0],
  ['2026-04-30', 30],
])('the like day of the month before %s is %d days back', (date, back) => {
  for (const hour of ['00:00', '23:59']) expect(daysToLikeMonth(Date.parse(`${date}T${hour}+08:00`))).toBe(back);
});
