/** How others would forecast: each says in how many days a disk is full, from the hours of its past. */

/** `Infinity` where it does not fill up. */
export type Baseline = (values: readonly number[], full: number) => number;

const WEEK = 168;

/** Days until a line through a level now reaches `full`. */
const reach = (level: number, perHour: number, full: number) =>
  level >= full ? 0 : perHour > 0 ? (full - level) / perHour / 24 : Infinity;

export const BASELINES: Readonly<Record<string, Baseline>> = {
  'linear regression, 7 days': (values, full) => {
    const week = values.slice(-WEEK);
    let [n, sx, sy, sxx, sxy] = [0, 0, 0, 0, 0];
    week.forEach((y, x) => {
      if (Number.isNaN(y)) return;
      n += 1;
      sx += x;
      sy += y;
      sxx += x * x;
      sxy += x * y;
    });
    const slope = (n * sxy - sx * sy) / (n * sxx - sx * sx);
    return reach((sy - slope * sx) / n + slope * (week.length - 1), slope, full);
  },
  'Theil-Sen, 7 days': (values, full) => {
    const week = values.slice(-WEEK).flatMap((y, x) => (Number.isNaN(y) || x % 3 !== 0 ? [] : [{ x, y }]));
    const slopes: number[] = [];
    week.forEach((a, i) => {
      for (const b of week.slice(i + 1)) slopes.push((b.y - a.y) / (b.x - a.x));
    });
    const slope = median(slopes);
    return reach(median(week.map(({ x, y }) => y + slope * (WEEK - 1 - x))), slope, full);
  },
  Holt: (values, full) => {
    const days = daily(values);
    const [alpha, beta] = [0.5, 0.3];
    let [level, trend] = [days[0] ?? 0, 0];
    for (const y of days.slice(1)) {
      const was = level;
      level = alpha * y + (1 - alpha) * (level + trend);
      trend = beta * (level - was) + (1 - beta) * trend;
    }
    return reach(level, trend / 24, full);
  },
  'mean growth, 14 days': (values, full) => {
    const days = daily(values).slice(-15);
    const now = days.at(-1) ?? NaN;
    return reach(now, (now - (days[0] ?? NaN)) / (days.length - 1) / 24, full);
  },
  'same as last week': (values, full) => {
    const days = daily(values);
    const week = days.slice(-7);
    const by = (days.at(-1) ?? NaN) - (days.at(-8) ?? NaN);
    for (let h = 1; h <= 90; h++) if ((week[(h - 1) % 7] ?? NaN) + by * Math.ceil(h / 7) >= full) return h;
    return Infinity;
  },
};

/** The means of days, back from the newest hour. */
function daily(values: readonly number[]): number[] {
  const days: number[] = [];
  for (let end = values.length; end >= 24; end -= 24) {
    const day = values.slice(end - 24, end).filter((one) => !Number.isNaN(one));
    if (day.length > 0) days.unshift(day.reduce((sum, one) => sum + one, 0) / day.length);
  }
  return days;
}

function median(values: number[]): number {
  values.sort((a, b) => a - b);
  return values[values.length >> 1] ?? NaN;
}
