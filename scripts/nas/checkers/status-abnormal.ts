import { defineChecker, NO_FIX } from '../../../lib/define';
import { fileSystems } from '../collectors/file-systems';

/** The states are those of the documentation; general-purpose file systems have none. */
export const statusAbnormal = defineChecker({
  id: 'nas-status-abnormal',
  asset: fileSystems,
  title: { zh: 'NAS 文件系统不可用', en: 'NAS file system is not available' },
  why: {
    zh: '停止的文件系统无法读写，挂载它的所有服务器都受影响。',
    en: 'A file system that is stopped can be neither read nor written, by none of the servers that mount it.',
  },
  remedy: {
    zh: '多因欠费或到期停止：结清账单或续费；不再使用的请释放。',
    en: 'It is mostly stopped for overdue payment or because it expired: pay or renew; release it when nobody needs it.',
  },
  noFix: NO_FIX.locked,
  severity: 'critical',
  severities: ['warning'],
  category: 'availability',
  because: [
    { checker: 'nas-expiring', message: 'expired', where: { status: 'Stopped' } },
    { checker: 'account-overdue', where: { status: 'Stopped' } },
  ],
  docs: 'https://help.aliyun.com/zh/nas/developer-reference/api-nas-2017-06-26-describefilesystems',
  params: {},
  messages: {
    stopped: {
      zh: '文件系统 {{id}}（{{name}}）的状态为 {{status}}',
      en: 'File system {{id}} ({{name}}) is {{status}}',
    },
  },
  check({ id, name, status, fileSystemType }, { pass, fail, skip, unknown }) {
    switch (status) {
      case 'Running':
      case 'Extending':
        return pass();
      case 'Stopped':
        return fail('stopped', { id, name, status });
      case 'Stopping':
        return fail('stopped', { id, name, status }, 'warning');
      case 'Pending':
      case 'Deleting':
        return skip({ zh: `文件系统正在变更：${status}`, en: `the file system is being changed: ${status}` });
      case undefined:
        return fileSystemType === 'standard'
          ? skip({ zh: '通用型 NAS 没有状态', en: 'general-purpose NAS has no status' })
          : unknown({ zh: '应答中没有状态', en: 'its status is not in the answer' });
    }
  },
});
