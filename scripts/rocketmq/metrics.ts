import { defineMetric } from '../../lib/define';
import { instances } from './collectors/instances';

/** Versions 4 and 5 share this namespace; `acs_rocketmq5` answers nothing, and no error either. */
const rocketmq = { of: instances, namespace: 'acs_rocketmq', dimension: 'instanceId' } as const;

/** Events are counted over 15 minutes: one minute would miss most of them. */
const counted = { ...rocketmq, statistic: 'Sum', period: 900, unit: 'count' } as const;

export const tpsUtilization = defineMetric({
  ...rocketmq,
  id: 'rocketmq-tps',
  title: { zh: 'TPS 使用率', en: 'TPS utilisation' },
  metric: 'InstanceTpsUtilization',
  statistic: 'Value',
  period: 60,
  unit: '%',
});

export const throttledSends = defineMetric({
  ...counted,
  id: 'rocketmq-throttled-sends',
  title: { zh: '被限流的发送请求', en: 'Throttled requests to send' },
  metric: 'ThrottledSendRequestsPerInstance',
});

export const throttledReceives = defineMetric({
  ...counted,
  id: 'rocketmq-throttled-receives',
  title: { zh: '被限流的消费请求', en: 'Throttled requests to receive' },
  metric: 'ThrottledReceiveRequestsPerInstance',
});

/** A level, of which the cloud sums the queues: over more than a minute it would sum the minutes, too. */
export const consumerLag = defineMetric({
  ...rocketmq,
  id: 'rocketmq-lag',
  title: { zh: '消费者分组的消息堆积量', en: 'Messages that a consumer group has not consumed' },
  metric: 'ConsumerLag',
  statistic: 'Sum',
  period: 60,
  part: 'groupId',
  unit: 'count',
});

export const consumerDelay = defineMetric({
  ...rocketmq,
  id: 'rocketmq-delay',
  title: { zh: '消费者分组的消费延迟', en: 'Delay of a consumer group' },
  metric: 'ConsumerLagLatencyPerGid',
  statistic: 'Maximum',
  period: 60,
  part: 'groupId',
  unit: 'ms',
});

export const deadLetters = defineMetric({
  ...counted,
  id: 'rocketmq-dead-letters',
  title: { zh: '消费者分组的死信消息', en: 'Dead letters of a consumer group' },
  metric: 'SendDLQMessageCountPerGid',
  part: 'groupId',
});
