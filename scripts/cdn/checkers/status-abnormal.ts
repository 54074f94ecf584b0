import { defineChecker, flagParam, NO_FIX } from '../../../lib/define';
import { domains } from '../collectors/domains';

export const statusAbnormal = defineChecker({
  id: 'cdn-status-abnormal',
  asset: domains,
  title: { zh: 'CDN 域名停用或配置失败', en: 'CDN domain name is offline or failed' },
  why: {
    zh: '停用的域名不再加速，仍解析到 CDN 的请求全部失败；配置或审核失败的域名从未生效。',
    en: 'Requests that still resolve to the CDN fail for a domain name that is offline; one whose review or configuration failed never worked.',
  },
  remedy: {
    zh: '核对域名备案与归属验证，修正源站配置后重新提交；不再使用的先改回解析再删除。',
    en: 'Check the ICP filing and the ownership, correct the origin and submit again; point the DNS elsewhere before deleting one.',
  },
  noFix: NO_FIX.state,
  severity: 'error',
  severities: ['warning'],
  category: 'availability',
  because: [{ checker: 'account-overdue', where: { status: 'offline' } }],
  docs: 'https://help.aliyun.com/document_detail/91188.htm',
  params: {
    offline: flagParam({
      title: { zh: '停用的也告警', en: 'Also those taken offline' },
      default: true,
      help: { zh: '停用的域名也告警', en: 'Also report domain names that were taken offline' },
    }),
  },
  messages: {
    failed: {
      zh: '加速域名 {{id}} 的状态为 {{status}}',
      en: 'The status of accelerated domain name {{id}} is {{status}}',
    },
    offline: {
      zh: '加速域名 {{id}} 已停用（{{status}}）',
      en: 'Accelerated domain name {{id}} has been taken offline ({{status}})',
    },
  },
  check(domain, { params, pass, fail, skip }) {
    const { id, domainStatus: status } = domain;
    switch (status) {
      // Accelerated, or on the way there.
      case 'online':
      case 'configuring':
      case 'checking':
        return pass();
      case 'configure_failed':
      case 'check_failed':
        return fail('failed', { id, status });
      case 'deleting':
        return skip({ zh: '正在删除', en: 'it is being deleted' });
      case 'offline':
      case 'stopping':
        return params.offline
          ? fail('offline', { id, status }, 'warning')
          : skip({ zh: '已停用', en: 'taken offline on purpose' });
    }
  },
});
