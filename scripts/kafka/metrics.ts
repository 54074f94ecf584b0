import { defineMetric, type AssetOf } from '../../lib/define';
import type { AnyAsset } from '../../lib/model';
import { instances } from './collectors/instances';

/** Documented with `Value`, except for the disk, and a minute. */
const perMinute = {
  of: instances,
  namespace: 'acs_kafka',
  statistic: 'Value',
  period: 60,
  dimension: 'instanceId',
} as const;

/** The series names the metrics; one that is older than the field is of the second. */
const seriesOf = (asset: AnyAsset) => (asset as AssetOf<typeof instances>).series ?? 'v2';
const v2 = { ...perMinute, unit: '%', when: (asset: AnyAsset) => seriesOf(asset) === 'v2' };
const v3 = { ...perMinute, unit: '%', when: (asset: AnyAsset) => seriesOf(asset) === 'v3' };

const PRODUCED = { zh: '生产流量占规格上限的比例', en: 'Produced traffic of the limit' };
const CONSUMED = { zh: '消费流量占规格上限的比例', en: 'Consumed traffic of the limit' };

export const diskCapacity = defineMetric({
  ...v2,
  id: 'kafka-disk',
  title: { zh: 'Kafka 磁盘使用率', en: 'Disk utilisation of a Kafka instance' },
  metric: 'instance_disk_capacity',
  statistic: 'Maximum',
});

export const inputRatioV2 = defineMetric({
  ...v2,
  id: 'kafka-input-v2',
  title: PRODUCED,
  metric: 'InstanceMessageInputRatioV2',
});

export const outputRatioV2 = defineMetric({
  ...v2,
  id: 'kafka-output-v2',
  title: CONSUMED,
  metric: 'InstanceMessageOutputRatioV2',
});

export const partitionRatioV2 = defineMetric({
  ...v2,
  id: 'kafka-partitions-v2',
  title: { zh: '分区数占规格上限的比例', en: 'Partitions of the limit' },
  metric: 'PartitionInstanceRatioV2',
});

export const inputRatioV3 = defineMetric({
  ...v3,
  id: 'kafka-input-v3',
  title: PRODUCED,
  metric: 'InstanceMessageInputRatioV3',
});

export const outputRatioV3 = defineMetric({
  ...v3,
  id: 'kafka-output-v3',
  title: CONSUMED,
  metric: 'InstanceMessageOutputRatioV3',
});

export const accumulation = defineMetric({
  ...perMinute,
  id: 'kafka-accumulation',
  title: { zh: '消费组消息堆积量', en: 'Messages that a consumer group has not consumed' },
  metric: 'message_accumulation',
  part: 'consumerGroup',
  unit: 'count',
});
