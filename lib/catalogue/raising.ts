/** When checkers raise and recover, in words: all of it follows from what they declare. */
import { durationOf, FLAPPING, lastingOf, modeOf, type AnyChecker } from '../define';
import type { Text } from '../model/text';

/** What holds for all checkers. */
export const RAISING: Text = {
  zh:
    '“何时报告”一行说明何时产生事件、何时恢复，以默认参数为准。无法判断时既不报告也不恢复；' +
    `24 小时内出现超过 ${FLAPPING.openings} 次的故障合为一个事件，持续正常或持续异常 ${FLAPPING.steadyHours} 小时后才算稳定。`,
  en:
    'The line "raises" says when an event is made and when it recovers, with the default parameters. What cannot be told neither raises ' +
    `nor clears; a fault that opens more than ${FLAPPING.openings} times in 24 hours is one event, which stays open until it has passed, or ` +
    `failed, for ${FLAPPING.steadyHours} hours.`,
};

/** When a checker raises and recovers. */
export function raisingText(checker: AnyChecker): Text {
  const { metrics, values, when, dynamic } = checker;
  const mode = dynamic ? modeOf(values) : 'threshold';
  if (mode === 'both')
    return either(raisingText(checker.with({ mode: 'threshold' })), raisingText(checker.with({ mode: 'change' })));
  const duration = mode === 'change' ? undefined : durationOf(values);
  if (duration) {
    const period = Math.max(...Object.values(metrics).map((metric) => metric.period));
    const raised = spanOf(duration.raiseAfter, period);
    const clear = spanOf(duration.recoverAfter, period);
    const lasts = lastingOf(values) !== undefined;
    const text = lasts ? lastingText(checker) : { zh: '', en: '' };
    return {
      zh: `异常持续 ${raised.zh}${lasts ? '才算异常，' : '时报告，'}正常持续 ${clear.zh}时恢复${text.zh && `；${text.zh}`}`,
      en: `when it has been so for ${raised.en}${text.en && `, ${text.en}`}; recovers when it has not been so for ${clear.en}`,
    };
  }
  if (lastingOf(values) !== undefined) {
    const { zh, en } = lastingText(checker);
    return { zh: `${zh}；首次判断为正常时恢复`, en: `${en}; recovers with the first run that finds it well` };
  }
  const hours = Math.max(0, ...Object.values(metrics).map(({ history }) => history?.hours ?? 0));
  if (hours > 0) {
    const past =
      hours % 24 === 0 ? { zh: `${hours / 24} 天`, en: days(hours / 24) } : { zh: `${hours} 小时`, en: `${hours} h` };
    return {
      zh: `按过去 ${past.zh}的数据判断为异常的那次巡检报告，判断为正常的那次恢复`,
      en: `with the run that finds it in the past ${past.en}; recovers with the one that no longer does`,
    };
  }
  if (when === 'gone') {
    return {
      zh: '完整的清单中不再有它、再次查询确认后，由首次判断为异常的巡检报告；重新出现或不再适用时恢复',
      en: 'with the first run that finds it so after a whole list no longer has it, and a second look has confirmed that; recovers when it is back, or when this no longer applies',
    };
  }
  return {
    zh: '首次见到的那次巡检报告，首次判断为正常的那次恢复',
    en: 'with the first run that sees it; recovers with the first that finds it well',
  };
}

/** By a level, or by change. */
function either(level: Text, change: Text): Text {
  return { zh: `按阈值：${level.zh}；按差异：${change.zh}`, en: `by the level: ${level.en}; by change: ${change.en}` };
}

function lastingText({ lasting, values, messages }: AnyChecker): Text {
  const minutes = lastingOf(values) ?? 0;
  const each = lasting?.each !== undefined;
  const same = each ? { zh: '同一处', en: ' of the same part' } : { zh: '同样的', en: '' };
  const hour = each
    ? { zh: '，或一小时内每次巡检都有异常', en: ', or when every run for an hour has seen some' }
    : { zh: '', en: '' };
  const told = (lasting?.atOnce ?? []).flatMap((name) => messages[name] ?? []);
  const once = {
    zh: told.map(({ zh }) => `“${blanks(zh)}”`).join('、'),
    en: told.map(({ en }) => `"${blanks(en)}"`).join(', '),
  };
  return {
    zh: `至少 ${minutes} 分钟以前的一次巡检也见到${same.zh}异常时报告${hour.zh}，此前只列在结果中${once.zh && `；${once.zh}立即报告`}`,
    en: `when a run at least ${minutes} minutes before has seen it${same.en}, too${hour.en}; until then it is among the findings only${once.en && `; ${once.en} at once`}`,
  };
}

/** A message without what depends on the case. */
function blanks(message: string): string {
  return message.replace(/\{\{\w+\}\}/g, '…');
}

function spanOf(periods: number, seconds: number): Text {
  const one =
    seconds % 86_400 === 0
      ? { zh: `${seconds / 86_400} 天`, en: days(seconds / 86_400) }
      : seconds % 3_600 === 0
        ? { zh: `${seconds / 3_600} 小时`, en: `${seconds / 3_600} h` }
        : seconds % 60 === 0
          ? { zh: `${seconds / 60} 分钟`, en: `${seconds / 60} min` }
          : { zh: `${seconds} 秒`, en: `${seconds} s` };
  return {
    zh: `${periods} 个统计周期（每个 ${one.zh}）`,
    en: `${periods} ${periods === 1 ? 'period' : 'periods in a row'} of ${one.en}`,
  };
}

function days(n: number): string {
  return n === 1 ? '1 day' : `${n} days`;
}
