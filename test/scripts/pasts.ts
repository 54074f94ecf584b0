/** Hourly values, oldest first, of so many days; `ago` is hours before the newest. */
export function past(days: number, value: (ago: number) => number | undefined): (number | undefined)[] {
  return Array.from({ length: days * 24 }, (_, i) => value(days * 24 - 1 - i));
}

/** One value for two hours, another before. */
export function step(before: number, now: number, days = 7) {
  return past(days, (ago) => (ago < 2 ? now : before));
}

/** What has grown so much a day to what it is now. */
export function ramp(now: number, perDay: number, days = 7) {
  return past(days, (ago) => now - (ago * perDay) / 24);
}

/** Between 18 and 22: the scatter of one is about 2. */
export const rough = (days: number, latest: number) => past(days, (ago) => (ago < 2 ? latest : 18 + ((ago * 7) % 5)));

/** A week of one value. */
export const flat = past(7, () => 40);
