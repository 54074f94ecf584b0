import { statusAbnormal } from '../../../../scripts/cdn';
import { testChecker } from '../../../harness/check-tester';
import { domain } from '../fixtures';

const being = (domainStatus: (typeof domain)['domainStatus']) => ({ asset: { domainStatus } });

testChecker(statusAbnormal, {
  healthy: { asset: domain },
  pass: { online: {}, 'being configured': being('configuring'), 'being reviewed': being('checking') },
  fail: {
    'configuration failed': {
      ...being('configure_failed'),
      message: 'failed',
      severity: 'error',
      text: {
        zh: '加速域名 static.example.com 的状态为 configure_failed',
        en: 'The status of accelerated domain name static.example.com is configure_failed',
      },
    },
    'review failed': {
      ...being('check_failed'),
      message: 'failed',
      severity: 'error',
      data: { status: 'check_failed' },
    },
    offline: {
      ...being('offline'),
      message: 'offline',
      severity: 'warning',
      text: {
        zh: '加速域名 static.example.com 已停用（offline）',
        en: 'Accelerated domain name static.example.com has been taken offline (offline)',
      },
    },
    stopping: { ...being('stopping'), message: 'offline', severity: 'warning', data: { status: 'stopping' } },
  },
  skip: {
    'being deleted': being('deleting'),
    'offline on purpose': { ...being('offline'), params: { offline: false } },
  },
});
