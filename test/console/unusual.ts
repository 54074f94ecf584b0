import type { EventInput } from '../../workspace/event';
import { eventOf, type Stage, type Told } from './stage';

export const SINCE = new Date(Date.now() - 4 * 3_600_000).toISOString();
export const DATA = {
  ...{ metric: 'CPUUtilization', kind: 'shift', value: 72, unit: '%', since: SINCE, view: 'level-1' },
  ...{ expected: 14, low: 8.5, high: 20.25, lowest: 68.5, highest: 75.25, weeks: 520, alike: '-' },
};

/** An event of a change, as a run reports it: CPU of another level. */
export function unusualOf(stage: Pick<Stage, 'inspection'>, told: Partial<Told> & { asset: string }): EventInput {
  return eventOf(stage, {
    status: 'warning',
    minutesAgo: 5,
    checker: 'ecs-cpu-change',
    name: 'batch-1',
    title: 'batch-1 的 CPU 使用率水平改变',
    data: DATA,
    ...told,
  });
}
