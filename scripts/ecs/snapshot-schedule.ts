/** The numbers of a list such as `["1","3"]`; `undefined` when it is none. */
function numbersOf(list: string | undefined): readonly number[] | undefined {
  const body = /^\s*\[(.*)\]\s*$/.exec(list ?? '')?.[1];
  if (body === undefined || body.trim() === '') return undefined;
  const numbers = body.split(',').map((one) => Number(one.replace(/["\s]/g, '')));
  return numbers.every((one) => Number.isInteger(one)) ? numbers : undefined;
}

const HOURS_OF_WEEK = 7 * 24;

/**
 * The longest time between two snapshots of a policy, in days.
 *
 * @param policy days of the week (1 is Monday) and hours, as JSON lists of texts
 * @returns `undefined` where the policy does not tell
 * @example longestGap({ repeatWeekdays: '["2","4","6"]', timePoints: '["1"]' }) // 3: from Saturday to Tuesday
 */
export function longestGap(policy: {
  readonly repeatWeekdays: string | undefined;
  readonly timePoints: string | undefined;
}): number | undefined {
  const [days, hours] = [numbersOf(policy.repeatWeekdays), numbersOf(policy.timePoints)];
  if (!days || !hours) return undefined;
  const moments = days.flatMap((day) => hours.map((hour) => (day - 1) * 24 + hour)).sort((a, b) => a - b);
  const [first = 0] = moments;
  const gaps = moments.map((moment, i) => (moments[i + 1] ?? first + HOURS_OF_WEEK) - moment);
  return Math.max(...gaps) / 24;
}
