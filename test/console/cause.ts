import { eventOf } from './stage';
import type { Stage } from './stage';

const MINUTE = 60_000;

/** A cause, and what follows from it: one with a fault of its own, and one without. */
export function fillCause(stage: Stage): void {
  stage.workspace.ingest.add([
    eventOf(stage, {
      status: 'error',
      minutesAgo: 50,
      checker: 'ecs-impaired',
      asset: 'i-bp1host000000000001',
      name: 'host-1',
      title: '实例不可用: host-1',
      detail: {
        consequences: [
          {
            checker: 'slb-unhealthy',
            asset_id: 'lb-bp1front0000000001',
            region: 'cn-hangzhou',
            severity: 'error',
            since: new Date(Date.now() - 40 * MINUTE).toISOString(),
            message: { zh: '后端 host-1 不健康', en: 'Backend host-1 is unhealthy' },
          },
          { checker: 'alb-unhealthy', asset_id: 'alb-000001', region: 'cn-hangzhou', severity: 'warning' },
        ],
      },
      attributes: { asset_tags: 'env=production, team=web', consequence_count: '3' },
    }),
    eventOf(stage, {
      status: 'error',
      minutesAgo: 40,
      checker: 'slb-unhealthy',
      asset: 'lb-bp1front0000000001',
      name: 'front',
      title: '后端不健康: front',
    }),
  ]);
}
