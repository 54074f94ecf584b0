import { defineChecker, integerParam } from '../../../lib/define';
import { daysSince } from '../../../lib/model';
import { instances } from '../collectors/instances';
import { endOfSupport } from '../end-of-support';

/** By the name of the system; an image may be young and hold an old one. That it can wait for years is a judgement. */
export const osUnsupported = defineChecker({
  id: 'ecs-os-unsupported',
  asset: instances,
  title: { zh: 'ECS 实例的操作系统已停止支持', en: 'Operating system of an ECS instance is out of support' },
  why: {
    zh: '停止支持的操作系统不再有安全补丁，新的漏洞会一直敞开。',
    en: 'A system out of support gets no security updates: what is found in it stays open for good.',
  },
  remedy: {
    zh: '迁移或升级到仍受支持的版本；已购买厂商延长支持的，在检查中过滤掉。',
    en: 'Migrate or upgrade to a supported one; filter out what has paid extended support of its maker.',
  },
  noFix: {
    zh: '更换操作系统要重建系统盘或原地升级：没有一条命令是安全的。',
    en: 'Another system means a new system disk or an upgrade in place: no single command is safe.',
  },
  severity: 'info',
  category: 'security',
  docs: 'https://www.alibabacloud.com/help/en/ecs/user-guide/migrate-the-operating-system-of-an-ecs-instance',
  params: {
    days: integerParam({
      default: 0,
      min: -365,
      max: 3650,
      unit: 'd',
      help: {
        zh: '停止支持超过此天数才报告；负数为提前报告',
        en: 'Reported when its support ended more than this many days ago; below 0: before it ends',
      },
    }),
  },
  messages: {
    over: {
      zh: '实例 {{id}}（{{name}}）的操作系统 {{system}} 的支持止于 {{expiresAt}}',
      en: 'The support of {{system}}, which instance {{id}} ({{name}}) runs, has its end at {{expiresAt}}',
    },
  },
  check(instance, { params, now, pass, fail, skip, unknown }) {
    const { id, name, osNameEn: system } = instance;
    if (system === undefined) return unknown({ zh: '应答中没有操作系统', en: 'its system is not in the answer' });
    const expiresAt = endOfSupport(system);
    if (!expiresAt) return skip({ zh: `没有 ${system} 的支持期限`, en: `no end of support is known of ${system}` });
    const value = Math.floor(daysSince(expiresAt, now));
    return daysSince(expiresAt, now) > params.days
      ? fail('over', { id, name, system, expiresAt, value, threshold: params.days, unit: 'd' })
      : pass({ system, expiresAt });
  },
});
