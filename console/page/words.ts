import type { Text } from '../../lib/model';
import { clock, span as spanIn } from '../../ground/page/dates';
import { number, say, type Values } from '../../ground/page/say';
import { SHARED_WORDS } from '../../ground/words';
import { EDIT_WORDS } from './edit-words';
import { PEOPLE_WORDS } from './people-words';
import { START_WORDS } from './start-words';
import { CONSOLE_WORDS } from './word-table';

export { clock };

const WORDS = { ...SHARED_WORDS, ...CONSOLE_WORDS, ...START_WORDS, ...EDIT_WORDS, ...PEOPLE_WORDS };

export type Word = keyof typeof WORDS;
export type Language = keyof Text;

let language: Language = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';

export const languageNow = (): Language => language;

export function setLanguage(to: Language): void {
  language = to;
  document.documentElement.lang = to === 'zh' ? 'zh-CN' : 'en';
}

/** A word in the language of the page. @example t('eventCount', { n: 2 }) // '2 events' */
export const t = (word: Word, values?: Values): string => say(WORDS[word], language, values);

/** A word that a fact of the API names, such as `task_success`; the fact itself when there is none. */
export function tOf(prefix: string, fact: string): string {
  const key = `${prefix}${fact}`;
  return Object.hasOwn(WORDS, key) ? WORDS[key as Word][language] : fact;
}

export const textOf = (text: Text): string => text[language];

/** The title of an event: in the language of the page, where it has both. */
export const titleOf = ({ title, titles, id }: { title: string; titles?: Text; id: string }): string =>
  (titles && textOf(titles)) || title || id;

export const count = (n: number): string => number(n, language);

/** The two largest units of a span. @example span(90_061) // '1 d 1 h' */
export const span = (seconds: number): string => spanIn(seconds, language);

/** How long ago, or how far ahead, in one unit. */
export function relative(ms: number, now: number): string {
  const seconds = Math.round((now - ms) / 1000);
  const far = Math.abs(seconds);
  if (far < 10) return t('now');
  const size = far >= 86_400 ? 86_400 : far >= 3600 ? 3600 : far >= 60 ? 60 : 1;
  return t(seconds > 0 ? 'ago' : 'ahead', { span: span(Math.floor(far / size) * size) });
}

/** What the workspace says about notifications, in Chinese. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^muted by (.*) \((mute_\w+)\)$/, '被“$1”静默（$2）'],
  [/^already told: once per fault \(silentTimeout\)$/, '已通知过：每次故障只通知一次（沉默期）'],
  [/^already told: not again within (\d+) s \(silentTimeout\)$/, '已通知过：$1 秒内不再通知（沉默期）'],
  [/^no target of this policy wants (\w+) events like this$/, '这个策略没有通知对象要 $1 级别的这类事件'],
  [/^the policy has no rule for this hour$/, '这个策略在这个时段没有规则'],
  [/^members and groups cannot be reached from a local workspace$/, '本地工作空间无法通知成员和团队'],
  [/^the notification object does not exist$/, '通知对象不存在'],
  [/^(\w+) cannot be reached from a local workspace$/, '本地工作空间无法通过 $1 通知'],
  [/^events of this kind are stored only, no alert policy applies$/, '这类事件只存储，不适用告警策略'],
  [/^no alert policy is bound to the checker$/, '这个巡检没有关联告警策略'],
  [
    /^nobody had been told about this round, so nobody was told that it is over$/,
    '这次故障没有通知过任何人，所以恢复也不通知',
  ],
];

export function reasonText(reason: string): string {
  if (language === 'en') return reason.charAt(0).toUpperCase() + reason.slice(1);
  const found = REASONS.find(([pattern]) => pattern.test(reason));
  return found ? reason.replace(found[0], found[1]) : reason;
}
