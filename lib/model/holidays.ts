/**
 * The working days of China: weekends and public holidays are free, some weekends are worked in exchange. The General Office
 * of the State Council announces them each November for the next year (gov.cn, 国务院办公厅关于节假日安排的通知); what is not
 * listed has weekends only.
 */
import { DAY } from './time';

/** First day and how many. */
const FREE = [
  ...['2024-01-01/1', '2024-02-10/8', '2024-04-04/3', '2024-05-01/5', '2024-06-10/1', '2024-09-15/3', '2024-10-01/7'],
  ...['2025-01-01/1', '2025-01-28/8', '2025-04-04/3', '2025-05-01/5', '2025-05-31/3', '2025-10-01/8'],
  ...['2026-01-01/3', '2026-02-15/9', '2026-04-04/3', '2026-05-01/5', '2026-06-19/3', '2026-09-25/3', '2026-10-01/7'],
];
const WORKED = [
  ...['2024-02-04', '2024-02-18', '2024-04-07', '2024-04-28', '2024-05-11', '2024-09-14', '2024-09-29', '2024-10-12'],
  ...['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  ...['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
];

const numberOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / DAY;
const free = new Set(
  FREE.flatMap((one) => {
    const [from = '', days = ''] = one.split('/');
    return Array.from({ length: Number(days) }, (_, i) => numberOf(from) + i);
  }),
);
const worked = new Set(WORKED.map(numberOf));

/**
 * Whether people in China work on a day, by its number since 1970 as {@link beijingDay} gives it.
 *
 * @example worksInChina(beijingDay(Date.parse('2026-10-01T12:00+08:00'))) // false
 */
export function worksInChina(day: number): boolean {
  // 1970-01-01 was a Thursday.
  const weekday = (day + 4) % 7;
  return worked.has(day) || (weekday !== 0 && weekday !== 6 && !free.has(day));
}
