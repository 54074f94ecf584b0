import { alarms, sasAlarm } from '../../../../scripts/sas';
import { testChecker } from '../../../harness/check-tester';
import { now } from '../../ram/fixtures';
import { statistics, where } from '../fixtures';

function alarm(Id: number, Level: string, other: object = {}) {
  return alarms.toAsset({ Id, Level, Name: 'Trojan', InstanceId: 'i-1', InstanceName: 'web', ...other }, where);
}

testChecker(sasAlarm, {
  healthy: { asset: statistics(100, 0), related: { alarms: [] }, now },
  pass: {
    'no alarm': {},
    'only a reminder': { related: { alarms: [alarm(1, 'remind')] } },
    'so many are allowed': {
      params: { serious: 1, suspicious: 1 },
      related: { alarms: [alarm(1, 'serious'), alarm(2, 'suspicious')] },
    },
  },
  fail: {
    'one serious, one suspicious': {
      related: { alarms: [alarm(1, 'suspicious'), alarm(2, 'serious')] },
      message: 'serious',
      severity: 'critical',
      text: {
        zh: '账号 1000000000000001 在中心 ap-southeast-1 有 1 条未处理的紧急告警：Trojan (web)',
        en: 'Account 1000000000000001 has 1 open serious alarms in the centre ap-southeast-1: Trojan (web)',
      },
    },
    'many serious': {
      related: { alarms: [1, 2, 3, 4, 5, 6].map((n) => alarm(n, 'serious', { Name: '', InstanceName: '' })) },
      message: 'serious',
      severity: 'critical',
      data: { value: 6, alarms: ['1 (i-1)', '2 (i-1)', '3 (i-1)', '4 (i-1)', '5 (i-1)'] },
    },
    'a serious one beside one of a level that nobody has heard of': {
      related: { alarms: [alarm(1, 'catastrophic'), alarm(2, 'serious')] },
      message: 'serious',
      severity: 'critical',
      data: { value: 1 },
    },
    suspicious: {
      related: { alarms: [alarm(1, 'suspicious', { InstanceId: '', InstanceName: '' })] },
      message: 'suspicious',
      severity: 'warning',
      text: {
        zh: '账号 1000000000000001 在中心 ap-southeast-1 有 1 条未处理的可疑告警：Trojan',
        en: 'Account 1000000000000001 has 1 open suspicious alarms in the centre ap-southeast-1: Trojan',
      },
    },
    'serious ones are allowed, suspicious ones are not': {
      params: { serious: 5 },
      related: { alarms: [alarm(1, 'serious'), alarm(2, 'suspicious')] },
      message: 'suspicious',
      severity: 'warning',
      data: { value: 1 },
    },
  },
});
