import { defineChecker, NO_FIX, numberParam } from '../../../lib/define';
import { fileSystems } from '../collectors/file-systems';

const GIB = 1024 ** 3;

/** The levels are a judgement, as of other disks that are bought by their size. */
export const capacityHigh = defineChecker({
  id: 'nas-capacity-high',
  asset: fileSystems,
  title: { zh: 'NAS 文件系统容量将满', en: 'NAS file system is nearly full' },
  why: {
    zh: '极速型和 CPFS 的容量是买定的，写满后挂载它的所有服务器都写不进数据。',
    en: 'Extreme NAS and CPFS have the capacity that was bought; on a full one all servers that mount it fail to write.',
  },
  remedy: {
    zh: '清理或迁移冷数据，或在线扩容文件系统。',
    en: 'Remove or move data that nobody reads, or grow the file system while it is in use.',
  },
  noFix: NO_FIX.filling,
  severity: 'warning',
  severities: ['critical'],
  category: 'capacity',
  docs: 'https://help.aliyun.com/zh/nas/developer-reference/api-nas-2017-06-26-describefilesystems',
  params: {
    warning: numberParam({
      default: 80,
      min: 0,
      max: 100,
      unit: '%',
      help: { zh: '已用容量高于此比例为警告', en: 'A warning when more than this share of the capacity is used' },
    }),
    critical: numberParam({
      default: 90,
      min: 0,
      max: 100,
      unit: '%',
      help: { zh: '已用容量高于此比例为紧急', en: 'Critical when more than this share of the capacity is used' },
    }),
  },
  messages: {
    full: {
      zh: '文件系统 {{id}}（{{name}}）已用 {{value}} % 的容量（共 {{capacity}} GiB），高于 {{threshold}} %',
      en: 'File system {{id}} ({{name}}) uses {{value}} % of its {{capacity}} GiB, above {{threshold}} %',
    },
  },
  validate: (params) =>
    params.critical < params.warning ? `critical (${params.critical}) is below warning (${params.warning})` : undefined,
  check(fileSystem, { params, pass, fail, skip, unknown }) {
    const { id, name, fileSystemType, capacity, meteredSize } = fileSystem;
    if (fileSystemType === undefined)
      return unknown({ zh: '应答中没有文件系统类型', en: 'the type of file system is not in the answer' });
    if (fileSystemType === 'standard')
      return skip({ zh: '通用型 NAS 没有固定容量', en: 'general-purpose NAS has no fixed capacity' });
    if (capacity === undefined || capacity <= 0 || meteredSize === undefined)
      return unknown({ zh: '应答中没有容量或用量', en: 'its capacity or usage is not in the answer' });
    const value = Math.round((meteredSize / (capacity * GIB)) * 10_000) / 100;
    const severe = value > params.critical;
    const threshold = severe ? params.critical : params.warning;
    const data = { id, name, value, unit: '%', capacity, threshold };
    return value > params.warning ? fail('full', data, severe ? 'critical' : undefined) : pass(data);
  },
});
