/** When the makers of operating systems stop mending them, by the name that an instance's answer has. */
import { parseInstant } from '../../lib/model';

/**
 * The last day of security updates without a contract of one's own. CentOS 6 to 8, Windows Server 2008 and 2012 and Alibaba Cloud
 * Linux are as Alibaba Cloud's pages about systems that end have them. The others are the dates that their makers have
 * announced, as they are commonly known: no page of theirs was opened for it. What is not in here is not judged.
 */
const ENDS: readonly (readonly [name: RegExp, end: string])[] = [
  [/^CentOS Stream +8\b/i, '2024-05-31'],
  [/^CentOS Stream +9\b/i, '2027-05-31'],
  [/^CentOS +6\b/i, '2020-11-30'],
  [/^CentOS +7\b/i, '2024-06-30'],
  [/^CentOS +8\b/i, '2021-12-31'],
  [/^(Alibaba Cloud|Aliyun) Linux +2\b/i, '2026-03-31'],
  [/^(Alibaba Cloud|Aliyun) Linux +3\b/i, '2031-03-31'],
  [/^Windows Server +2008\b/i, '2020-01-14'],
  [/^Windows Server +2012\b/i, '2023-10-10'],
  [/^Windows Server +2016\b/i, '2027-01-12'],
  [/^Windows Server +2019\b/i, '2029-01-09'],
  [/^Windows Server +2022\b/i, '2031-10-14'],
  [/^Ubuntu +14\.04\b/i, '2019-04-30'],
  [/^Ubuntu +16\.04\b/i, '2021-04-30'],
  [/^Ubuntu +18\.04\b/i, '2023-05-31'],
  [/^Ubuntu +20\.04\b/i, '2025-05-31'],
  [/^Ubuntu +22\.04\b/i, '2027-04-30'],
  [/^Ubuntu +24\.04\b/i, '2029-04-30'],
  [/^Debian +9\b/i, '2022-06-30'],
  [/^Debian +10\b/i, '2024-06-30'],
  [/^Debian +11\b/i, '2026-08-31'],
  [/^Debian +12\b/i, '2028-06-30'],
];

/**
 * When an operating system's support ends, at the end of that day; `undefined` where it is not known.
 *
 * @example endOfSupport('CentOS  7.9 64 bit') // 2024-06-30, its end
 */
export function endOfSupport(name: string): Date | undefined {
  const english = name.trim();
  const found = ENDS.find(([pattern]) => pattern.test(english));
  return (found && parseInstant(found[1], { day: 'end' })) ?? undefined;
}
