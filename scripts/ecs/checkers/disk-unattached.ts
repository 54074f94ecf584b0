import { defineChecker, integerParam, releaseSaves } from '../../../lib/define';
import { daysSince } from '../../../lib/model';
import { disks } from '../collectors/disks';

export const diskUnattached = defineChecker({
  id: 'ecs-disk-unattached',
  asset: disks,
  title: { zh: '云盘未挂载', en: 'Disk is not attached' },
  why: { zh: '未挂载的云盘仍按容量计费。', en: 'A disk that nothing uses is billed by its size all the same.' },
  remedy: { zh: '创建快照后释放，或挂载使用。', en: 'Take a snapshot and release it, or attach it.' },
  noFix: {
    zh: '释放云盘会永久丢失其中的数据，而快照是否可用只有其主人能确认。',
    en: 'Releasing a disk loses what is on it for ever, and only its owner can tell whether a snapshot is good enough.',
  },
  cost({ diskChargeType, category, size, performanceLevel }) {
    if (diskChargeType !== 'PostPaid' || !category || size === undefined) return releaseSaves();
    return releaseSaves({
      product: 'ecs',
      action: 'DescribePrice',
      params: {
        ...{
          ResourceType: 'disk',
          PriceUnit: 'Hour',
          'DataDisk.1.Category': category,
          'DataDisk.1.Size': String(size),
        },
        ...(performanceLevel ? { 'DataDisk.1.PerformanceLevel': performanceLevel } : {}),
      },
      amount: 'PriceInfo.Price.TradePrice',
      currency: 'PriceInfo.Price.Currency',
      per: 'hour',
    });
  },
  severity: 'warning',
  severities: ['critical'],
  category: 'cost',
  docs: 'https://help.aliyun.com/zh/ecs/user-guide/release-a-disk',
  params: {
    days: integerParam({
      title: { zh: '未挂载天数，警告', en: 'Days unattached, warning' },
      default: 7,
      min: 0,
      max: 365,
      unit: 'd',
      help: { zh: '未挂载超过此天数为警告', en: 'A warning after more than this many days' },
    }),
    criticalDays: integerParam({
      title: { zh: '未挂载天数，紧急', en: 'Days unattached, critical' },
      default: 0,
      min: 0,
      max: 3650,
      unit: 'd',
      help: {
        zh: '未挂载超过此天数为紧急；0 表示从不，费用问题不值得夜里叫醒人',
        en: 'Critical after more than this many days; 0 means never: cost wakes nobody',
      },
    }),
  },
  messages: {
    idle: {
      zh: '云盘 {{id}}（{{size}} GiB）已 {{value}} 天未挂载',
      en: 'Disk {{id}} ({{size}} GiB) has been unattached for {{value}} days',
    },
  },
  validate: ({ days, criticalDays }) =>
    criticalDays !== 0 && criticalDays < days ? `criticalDays (${criticalDays}) is below days (${days})` : undefined,
  check(disk, { params, now, pass, fail, skip, unknown }) {
    if (disk.status === 'In_use') return pass();
    if (disk.status !== 'Available')
      return skip({ zh: `云盘正在变更：${disk.status}`, en: `the disk is changing: ${disk.status}` });
    const since = disk.detachedTime ?? disk.creationTime;
    if (!since)
      return unknown({ zh: '应答中没有卸载或创建时间', en: 'neither detach nor creation time in the answer' });
    const days = daysSince(since, now);
    const data = { id: disk.id, size: disk.size ?? '?', value: Math.floor(days), unit: 'd' };
    if (params.criticalDays > 0 && days > params.criticalDays)
      return fail('idle', { ...data, threshold: params.criticalDays }, 'critical');
    return days > params.days ? fail('idle', { ...data, threshold: params.days }) : pass();
  },
});
