import { healthCheckOff } from '../../../../scripts/ga';
import { testChecker } from '../../../harness/check-tester';
import { accelerator, group, now } from '../fixtures';

const groups = (...all: ReturnType<typeof group>[]) => ({ related: { groups: all } });
const OFF = { HealthCheckEnabled: false };

testChecker(healthCheckOff, {
  healthy: { asset: accelerator, ...groups(group('epg-1', 2)), now },
  pass: { 'is checked': {} },
  fail: {
    'one of two': {
      ...groups(group('epg-1', 2), group('epg-2', 2, OFF)),
      message: 'off',
      severity: 'warning',
      text: {
        zh: '全球加速实例 ga-1（web）有 1 个终端节点组没有开启健康检查：epg-2',
        en: '1 endpoint groups of accelerator ga-1 (web) are not checked: epg-2',
      },
    },
  },
  skip: { 'no group': groups(), 'only one endpoint': groups(group('epg-1', 1, OFF)) },
  unknown: {
    'one does not tell': groups(group('epg-1', 2), group('epg-2', 2, { HealthCheckEnabled: undefined })),
    'no endpoints in the answer': groups(group('epg-1', undefined, OFF)),
  },
});
