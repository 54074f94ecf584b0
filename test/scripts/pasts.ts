/** Hourly values, oldest first, of so many days; `ago` is hours before the newest. */
export function past(days: number, value: (ago: number) => number | undefined): (number | undefined)[] {
  return Array.from({ length: days * 24 }, (_, i) => value(days * 24 - 1 - i));
}

/** What has grown so much a day to what it is now. */
export function ramp(now: number, perDay: number, days = 7) {
  return past(days, (ago) => now - (ago * perDay) / 24);
}

/** A week of one value. */
export const flat = past(7, () => 40);
