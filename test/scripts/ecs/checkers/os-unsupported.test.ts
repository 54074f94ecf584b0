import { osUnsupported } from '../../../../scripts/ecs';
import { endOfSupport } from '../../../../scripts/ecs/end-of-support';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';

testChecker(osUnsupported, {
  healthy: { asset: { ...instance, osNameEn: 'Alibaba Cloud Linux  3.2104 LTS 64 bit' }, now },
  pass: {
    'supported for years': {},
    'the month before its end': { asset: { osNameEn: 'Alibaba Cloud Linux  2.1903 LTS 64 bit' } },
    'over, but not for so long': { asset: { osNameEn: 'Ubuntu  20.04 64 bit' }, params: { days: 300 } },
  },
  fail: {
    'over for years': {
      asset: { osNameEn: 'CentOS  7.9 64 bit' },
      message: 'over',
      severity: 'info',
      text: {
        zh: '实例 i-1（web）的操作系统 CentOS  7.9 64 bit 的支持止于 2024-06-30T15:59Z',
        en: 'The support of CentOS  7.9 64 bit, which instance i-1 (web) runs, has its end at 2024-06-30T15:59Z',
      },
    },
    'its end is near, and that is asked for': {
      asset: { osNameEn: 'Alibaba Cloud Linux  2.1903 LTS 64 bit' },
      params: { days: -60 },
      message: 'over',
      severity: 'info',
      data: { threshold: -60 },
    },
  },
  skip: { 'a system without a known end': { asset: { osNameEn: 'Gentoo 2026' } } },
  unknown: { 'no system': { asset: { osNameEn: undefined } } },
});

test.each([
  ['CentOS Stream  8 64 bit', 2024],
  ['CentOS  8.2 64 bit', 2021],
  ['Windows Server  2012 R2 Datacenter Edition 64bit English Edition', 2023],
  ['Windows Server  2025 Datacenter Edition 64bit', undefined],
  ['Debian  11.7 64 bit', 2026],
  ['Ubuntu  22.04 64 bit', 2027],
  ['Aliyun Linux  2.1903 LTS 64 bit', 2026],
  ['Alibaba Cloud Linux  4 LTS 64 bit', undefined],
])('the support of %s ends in %s', (name, year) => {
  expect(endOfSupport(name)?.getUTCFullYear()).toBe(year);
});
