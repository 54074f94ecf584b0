import { RAISING, raisingText } from '../../../lib/catalogue/raising';
import type { AnyChecker } from '../../../lib/define';
import * as ecs from '../../../scripts/ecs';
import * as ess from '../../../scripts/ess';
import { CHECKERS } from '../../../scripts/registry.gen';
import * as slb from '../../../scripts/slb';

const textOf = (checker: unknown) => raisingText(checker as AnyChecker);

test.each([
  [
    'three periods of a metric',
    slb.connectionHigh.with({ recoverAfter: 5 }),
    'when it has been so for 3 periods in a row of 5 min; recovers when it has not been so for 5 periods in a row of 5 min',
    '异常持续 3 个统计周期（每个 5 分钟）时报告，正常持续 5 个统计周期（每个 5 分钟）时恢复',
  ],
  [
    'one period of a metric',
    slb.slb5xx,
    'when it has been so for 1 period of 15 min; recovers when it has not been so for 1 period of 15 min',
    '异常持续 1 个统计周期（每个 15 分钟）时报告，正常持续 1 个统计周期（每个 15 分钟）时恢复',
  ],
  [
    'the past',
    ecs.cpuChange,
    'with the run that finds it in the past 31 days; recovers with the one that no longer does',
    '按过去 31 天的数据判断为异常的那次巡检报告，判断为正常的那次恢复',
  ],
  [
    'what is gone',
    ecs.ecsDeleted,
    'with the first run that finds it so after a whole list no longer has it, and a second look has confirmed that; recovers when it is back, or when this no longer applies',
    '完整的清单中不再有它、再次查询确认后，由首次判断为异常的巡检报告；重新出现或不再适用时恢复',
  ],
  [
    'a state',
    ecs.ecsLocked,
    'with the first run that sees it; recovers with the first that finds it well',
    '首次见到的那次巡检报告，首次判断为正常的那次恢复',
  ],
  [
    'a state that has to last',
    ess.atCapacity.with({ raiseAfterMinutes: 45 }),
    'when a run at least 45 minutes before has seen it, too; until then it is among the findings only; recovers with the first run that finds it well',
    '至少 45 分钟以前的一次巡检也见到同样的异常时报告，此前只列在结果中；首次判断为正常时恢复',
  ],
  [
    'one that has not, any more',
    ess.atCapacity.with({ raiseAfterMinutes: 0 }),
    'with the first run that sees it; recovers with the first that finds it well',
    '首次见到的那次巡检报告，首次判断为正常的那次恢复',
  ],
  [
    'a state of parts, one of which is told at once',
    slb.slbUnhealthy,
    'when a run at least 10 minutes before has seen it of the same part, too, or when every run for an hour has seen some; until then it is among the findings only; "All backends of listener … of CLB … are unhealthy: …" at once; recovers with the first run that finds it well',
    '至少 10 分钟以前的一次巡检也见到同一处异常时报告，或一小时内每次巡检都有异常，此前只列在结果中；“CLB … 的监听 … 的后端全部异常：…”立即报告；首次判断为正常时恢复',
  ],
])('of %s', (_, checker, en, zh) => expect(textOf(checker)).toEqual({ en, zh }));

test('every checker has both, and neither lacks a value', () => {
  for (const { zh, en } of [RAISING, ...CHECKERS.map(textOf)]) {
    expect(`${zh}${en}`).not.toMatch(/undefined|NaN|\{\{|Infinity/);
    expect(en).not.toMatch(/[一-龥]/);
  }
});
