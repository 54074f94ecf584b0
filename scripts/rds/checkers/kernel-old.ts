import { defineChecker } from '../../../lib/define';
import { attributes } from '../collectors/attributes';
import { instances } from '../collectors/instances';

export const kernelOld = defineChecker({
  id: 'rds-kernel-old',
  asset: instances,
  title: { zh: 'RDS 内核小版本不是最新', en: 'RDS instance runs an old minor version' },
  why: {
    zh: '旧的小版本缺少已发布的缺陷修复与安全补丁。',
    en: 'An old minor version lacks fixes of defects and security that are out already.',
  },
  remedy: {
    zh: '在维护窗口升级小版本，或设为自动升级；升级时会闪断。',
    en: 'Upgrade in a maintenance window, or let it upgrade itself; connections break for a moment.',
  },
  noFix: {
    zh: '升级小版本会重启实例且不能回退：请先在备用环境验证。',
    en: 'An upgrade restarts the instance and cannot be taken back: try it on a copy first.',
  },
  severity: 'info',
  category: 'change',
  docs: 'https://help.aliyun.com/zh/rds/developer-reference/api-rds-2014-08-15-describedbinstanceattribute',
  params: {},
  related: { attributes },
  messages: {
    old: {
      zh: 'RDS 实例 {{id}}（{{name}}）的小版本为 {{version}}，最新为 {{latest}}',
      en: 'RDS instance {{id}} ({{name}}) runs {{version}}; the newest is {{latest}}',
    },
  },
  check({ id, name }, { related, pass, fail, skip, unknown }) {
    const {
      currentKernelVersion: version,
      latestKernelVersion: latest,
      autoUpgradeMinorVersion,
    } = related.attributes[0] ?? {};
    if (version === undefined || latest === undefined)
      return unknown({ zh: '应答中没有内核小版本', en: 'its minor version is not in the answer' });
    if (version === latest) return pass();
    if (autoUpgradeMinorVersion === 'Auto') return skip({ zh: '会自动升级小版本', en: 'it upgrades itself' });
    return fail('old', { id, name, version, latest });
  },
});
