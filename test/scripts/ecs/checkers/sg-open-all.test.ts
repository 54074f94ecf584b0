import { sgOpenAll } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { now, rule, securityGroup } from '../fixtures';

const drop = { Policy: 'Drop' };

testChecker(sgOpenAll, {
  healthy: { asset: securityGroup, related: { rules: [rule('443/443')] }, now },
  pass: {
    'one port': {},
    'no rules': { related: { rules: [] } },
    'one port less than counts': { related: { rules: [rule('1/59999')] } },
    'all, but for the private network only': { related: { rules: [rule('-1/-1', { SourceCidrIp: '10.0.0.0/8' })] } },
    'all, dropped first': { related: { rules: [rule('1/65535', { Priority: '2' }), rule('-1/-1', drop)] } },
    'half of it by each protocol': {
      related: { rules: [rule('1/32768'), rule('32769/65535', { IpProtocol: 'UDP' })] },
    },
    'a prefix list, of which another checker tells': {
      related: { rules: [rule('1/65535', { SourceCidrIp: '', SourcePrefixListId: 'pl-1' })] },
    },
    'a few ports of a rule without a source': { related: { rules: [rule('1/5000', { SourceCidrIp: '' })] } },
    'more are asked for': { params: { ports: 65535 }, related: { rules: [rule('1/65534')] } },
  },
  fail: {
    'all protocols': {
      related: { rules: [rule('-1/-1', { IpProtocol: 'ALL' })] },
      message: 'open',
      severity: 'critical',
      text: {
        zh: '安全组 sg-1（web）向公网开放了 65535 个端口：TCP 1-65535 (IPv4), UDP 1-65535 (IPv4)',
        en: 'Security group sg-1 (web) opens 65535 ports to the internet: TCP 1-65535 (IPv4), UDP 1-65535 (IPv4)',
      },
    },
    'a group in which nothing is': {
      asset: { ecsCount: 0 },
      related: { rules: [rule('-1/-1', { IpProtocol: 'ALL' })] },
      message: 'open',
      severity: 'info',
      data: { value: 65535 },
    },
    'a group that a service manages': {
      asset: { serviceManaged: true },
      related: { rules: [rule('-1/-1', { IpProtocol: 'ALL' })] },
      message: 'open',
      severity: 'info',
      data: { value: 65535 },
    },
    'all ports of TCP by IPv6': {
      related: { rules: [rule('1/65535', { SourceCidrIp: '', Ipv6SourceCidrIp: '::/0' })] },
      message: 'open',
      severity: 'critical',
      data: { ranges: ['TCP 1-65535 (IPv6)'], threshold: 60000 },
    },
    'as many as count': {
      related: { rules: [rule('5536/65535')] },
      message: 'open',
      severity: 'critical',
      data: { value: 60000 },
    },
    'but for one that is dropped': {
      related: { rules: [rule('1/65535', { Priority: '100' }), rule('22/22', drop)] },
      message: 'open',
      severity: 'critical',
      data: { value: 65534, ranges: ['TCP 1-21 23-65535 (IPv4)'] },
    },
    'fewer are enough': {
      params: { ports: 1000 },
      related: { rules: [rule('8000/8999')] },
      message: 'open',
      severity: 'critical',
      data: { value: 1000 },
    },
  },
  unknown: {
    'half of it, and a port list': { related: { rules: [rule('1/30000'), rule('', { PortRangeListId: 'prl-1' })] } },
  },
});
