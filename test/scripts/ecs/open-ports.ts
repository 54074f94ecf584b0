import type { Text } from '../../../lib/model';
import type { sgOpenAdmin } from '../../../scripts/ecs';
import { now, rule, securityGroup } from './fixtures';

const drop = { Policy: 'Drop' };

/** Cases of a group that opens one of these ports to the internet; `one` is what is said of the first of them. */
export const portCases = (ports: readonly string[], one: Text) => {
  const first = Number(ports[0]);
  const udp = Number.parseInt(ports.find((port) => port.endsWith('/udp')) ?? '');
  const only = `${first}/${first}`;
  const range = `${first - 1}/${first + 1}`;

  return {
    healthy: { asset: securityGroup, related: { rules: [rule('443/443')] }, now },
    pass: {
      'another port': {},
      'no rules': { related: { rules: [] } },
      'the port before and the port after': {
        related: { rules: [rule(`1/${first - 1}`, { SourceCidrIp: '10.0.0.0/8' }), rule(`${first + 1}/${first + 1}`)] },
      },
      'dropped first': { related: { rules: [rule(range, { Priority: '2' }), rule(only, drop)] } },
      'a prefix list, of which another checker tells': {
        related: { rules: [rule(only, { SourceCidrIp: '', SourcePrefixListId: 'pl-1' })] },
      },
      'the other protocol': { related: { rules: [rule(only, { IpProtocol: 'UDP' })] } },
      'other ports are wanted': { params: { ports: ['8443', '53/UDP'] }, related: { rules: [rule(only)] } },
    },
    fail: {
      'one port': { related: { rules: [rule(only)] }, message: 'open' as const, severity: 'error' as const, text: one },
      'in spite of a prefix list that is dropped': {
        related: { rules: [rule(only, { ...drop, SourceCidrIp: '', SourcePrefixListId: 'pl-1' }), rule(only)] },
        message: 'open' as const,
        severity: 'error' as const,
        data: { value: 1 },
      },
      'within a range, both families': {
        related: { rules: [rule(range), rule(only, { SourceCidrIp: '', Ipv6SourceCidrIp: '::/0' })] },
        message: 'open' as const,
        severity: 'error' as const,
        data: { value: 1, ports: [`${first}/TCP (IPv4, IPv6)`] },
      },
      'a group in which nothing is': {
        asset: { ecsCount: 0 },
        related: { rules: [rule(only)] },
        message: 'open' as const,
        severity: 'info' as const,
        data: { value: 1 },
      },
      'a group that a service manages': {
        asset: { serviceManaged: true },
        related: { rules: [rule(only)] },
        message: 'open' as const,
        severity: 'info' as const,
        data: { value: 1 },
      },
      'two halves of the internet': {
        related: { rules: [rule(only, { SourceCidrIp: '0.0.0.0/1' }), rule(only, { SourceCidrIp: '128.0.0.0/1' })] },
        message: 'open' as const,
        severity: 'error' as const,
        data: { ports: [`${first}/TCP (IPv4)`] },
      },
      'by UDP': {
        related: { rules: [rule(`${udp}/${udp}`, { IpProtocol: 'UDP' })] },
        message: 'open' as const,
        severity: 'error' as const,
        data: { ports: [`${udp}/UDP (IPv4)`] },
      },
      everything: {
        related: { rules: [rule('-1/-1', { IpProtocol: 'ALL' })] },
        message: 'open' as const,
        severity: 'error' as const,
        data: { value: ports.length },
      },
      'a Drop beside it': {
        related: { rules: [rule(range), rule(`${first + 1}/${first + 1}`, drop)] },
        message: 'open' as const,
        severity: 'error' as const,
        data: { value: 1 },
      },
      'another port that is wanted': {
        params: { ports: ['443', '53/UDP'] },
        message: 'open' as const,
        severity: 'error' as const,
        data: { ports: ['443/TCP (IPv4)'] },
      },
      'one that is, and one that may be': {
        related: { rules: [rule(only), rule(`${udp}/${udp}`, { IpProtocol: '' })] },
        message: 'open' as const,
        severity: 'error' as const,
        data: { value: 1 },
      },
    },
    unknown: {
      'a port list': { related: { rules: [rule('', { PortRangeListId: 'prl-1' })] } },
    },
  };
};

/** What a list of ports may hold. */
export function testPorts(checker: typeof sgOpenAdmin, ports: readonly string[]): void {
  test('watches these ports', () => expect(checker.values.ports).toEqual(ports));

  test.each(['0', '65536', '22-23', '22/icmp', 'ssh', ''])('refuses the port "%s"', (port) => {
    const given = { ports: ['443', port || ' x'] };
    expect(() => checker.with(given)).toThrow(/is not a port such as 22 or 11211\/udp/);
  });
}
