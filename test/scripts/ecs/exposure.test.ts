import fc from 'fast-check';
import {
  exposureOf,
  FAMILIES,
  holds,
  PROTOCOLS,
  sizeOf,
  type Exposure,
  type Rule,
} from '../../../scripts/ecs/exposure';
import { rule } from './fixtures';

const drop = { Policy: 'Drop' };
const anyIpv6 = { SourceCidrIp: '', Ipv6SourceCidrIp: '::/0' };
const prefixList = { SourceCidrIp: '', SourcePrefixListId: 'pl-1' };

/** `TCP4 22-22 80-90; UDP6 ?1-65535`: what is open, and after a question mark what may be. */
function shown(exposures: readonly Exposure[]): string {
  const parts = exposures.map(({ family, protocol, open, unsure }) => {
    const spans = [...open.map((span) => span.join('-')), ...unsure.map((span) => `?${span.join('-')}`)];
    return spans.length === 0 ? '' : `${protocol}${family.slice(3)} ${spans.join(' ')}`;
  });
  return parts.filter(Boolean).join('; ');
}

test.each<[string, Rule[], string]>([
  ['no rule', [], ''],
  ['one port', [rule('22/22')], 'TCP4 22-22'],
  ['UDP', [rule('53/53', { IpProtocol: 'udp' })], 'UDP4 53-53'],
  ['ICMP has no ports', [rule('-1/-1', { IpProtocol: 'ICMP' })], ''],
  ['GRE has no ports', [rule('-1/-1', { IpProtocol: 'GRE' })], ''],
  ['all protocols', [rule('-1/-1', { IpProtocol: 'ALL' })], 'TCP4 1-65535; UDP4 1-65535'],
  ['all ports of one', [rule('1/65535')], 'TCP4 1-65535'],
  ['all ports of one, otherwise', [rule('-1/-1')], 'TCP4 1-65535'],
  ['port 0 is none', [rule('0/0')], ''],
  ['from port 0', [rule('0/22')], 'TCP4 1-22'],
  ['IPv6', [rule('22/22', anyIpv6)], 'TCP6 22-22'],
  ['IPv6, written out', [rule('22/22', { SourceCidrIp: '', Ipv6SourceCidrIp: '0:0:0:0:0:0:0:0/0' })], 'TCP6 22-22'],
  ['both families', [rule('22/22'), rule('80/80', anyIpv6)], 'TCP4 22-22; TCP6 80-80'],
  ['a private network', [rule('22/22', { SourceCidrIp: '10.0.0.0/8' })], ''],
  ['one address', [rule('22/22', { SourceCidrIp: '203.0.113.7' })], ''],
  ['some IPv6 addresses', [rule('22/22', { SourceCidrIp: '', Ipv6SourceCidrIp: '2001:db8::/32' })], ''],
  ['a group', [rule('22/22', { SourceCidrIp: '', SourceGroupId: 'sg-2' })], ''],
  [
    'two halves of the internet',
    [rule('22/22', { SourceCidrIp: '0.0.0.0/1' }), rule('22/22', { SourceCidrIp: '128.0.0.0/1' })],
    'TCP4 22-22',
  ],
  ['half of the internet', [rule('22/22', { SourceCidrIp: '128.0.0.0/1' })], 'TCP4 22-22'],
  ['halves, one of them dropped', [rule('22/22'), rule('22/22', { ...drop, SourceCidrIp: '0.0.0.0/1' })], 'TCP4 22-22'],
  [
    'halves, both of them dropped',
    [
      rule('22/22'),
      rule('22/22', { ...drop, SourceCidrIp: '0.0.0.0/1' }),
      rule('22/22', { ...drop, SourceCidrIp: '128.0.0.0/1' }),
    ],
    '',
  ],
  ['addresses that nobody has', [rule('22/22', { SourceCidrIp: '224.0.0.0/3' })], ''],
  ['all public IPv6 addresses', [rule('22/22', { SourceCidrIp: '', Ipv6SourceCidrIp: '2000::/3' })], 'TCP6 22-22'],
  ['a half of IPv6', [rule('22/22', { SourceCidrIp: '', Ipv6SourceCidrIp: '::/1' })], 'TCP6 22-22'],
  ['the half of IPv6 without public ones', [rule('22/22', { SourceCidrIp: '', Ipv6SourceCidrIp: '8000::/1' })], ''],
  ['private IPv6 addresses', [rule('22/22', { SourceCidrIp: '', Ipv6SourceCidrIp: 'fc00::/7' })], ''],
  ['rules side by side', [rule('80/90'), rule('22/22'), rule('91/95'), rule('85/86')], 'TCP4 22-22 80-95'],
  ['a Drop before it', [rule('22/22', { Priority: '2' }), rule('22/22', drop)], ''],
  ['a Drop after it', [rule('22/22'), rule('22/22', { ...drop, Priority: '2' })], 'TCP4 22-22'],
  ['a Drop wins a tie', [rule('22/22'), rule('22/22', drop)], ''],
  ['priorities are numbers', [rule('22/22', { Priority: '10' }), rule('22/22', { ...drop, Priority: '9' })], ''],
  ['a Drop of a part', [rule('20/25'), rule('22/23', drop)], 'TCP4 20-21 24-25'],
  ['a Drop of the first part', [rule('20/25'), rule('1/20', drop)], 'TCP4 21-25'],
  ['a Drop of the last part', [rule('20/25'), rule('25/65535', drop)], 'TCP4 20-24'],
  ['Drops that together are all', [rule('20/25'), rule('20/22', drop), rule('23/25', drop)], ''],
  ['a Drop of another family', [rule('22/22'), rule('22/22', { ...drop, ...anyIpv6 })], 'TCP4 22-22'],
  ['a Drop of another protocol', [rule('22/22'), rule('22/22', { ...drop, IpProtocol: 'UDP' })], 'TCP4 22-22'],
  ['a Drop of all protocols', [rule('22/22'), rule('-1/-1', { ...drop, IpProtocol: 'ALL' })], ''],
  [
    'a Drop for some sources',
    [rule('22/22'), rule('22/22', { ...drop, SourceCidrIp: '203.0.113.0/24' })],
    'TCP4 22-22',
  ],
  [
    'a Drop for some destinations',
    [rule('22/22'), rule('22/22', { ...drop, DestCidrIp: '10.0.0.7/32' })],
    'TCP4 22-22',
  ],
  ['a Drop for all destinations', [rule('22/22'), rule('22/22', { ...drop, DestCidrIp: '0.0.0.0/0' })], ''],
  [
    'a Drop for some source ports',
    [rule('22/22'), rule('22/22', { ...drop, SourcePortRange: '1/1024' })],
    'TCP4 22-22',
  ],
  ['a Drop for odd source ports', [rule('22/22'), rule('22/22', { ...drop, SourcePortRange: 'x' })], 'TCP4 22-22'],
  ['a Drop for all source ports', [rule('22/22'), rule('22/22', { ...drop, SourcePortRange: '1/65535' })], ''],
  ['an Accept for some destinations', [rule('22/22', { DestCidrIp: '10.0.0.7/32' })], 'TCP4 22-22'],
  ['an Accept for some source ports', [rule('22/22', { SourcePortRange: '1024/65535' })], 'TCP4 22-22'],
  [
    'an exception from a Drop of everything',
    [
      rule('443/443'),
      rule('-1/-1', { ...drop, IpProtocol: 'ALL', Priority: '50' }),
      rule('22/22', { Priority: '100' }),
    ],
    'TCP4 443-443',
  ],
  // What is not in the answer
  ['a prefix list, of which another checker tells', [rule('22/22', prefixList)], ''],
  ['a port list', [rule('', { PortRangeListId: 'prl-1' })], 'TCP4 ?1-65535'],
  ['a port list beside a range', [rule('-1/-1', { PortRangeListId: 'prl-1' })], 'TCP4 ?1-65535'],
  ['no source at all', [rule('22/22', { SourceCidrIp: '' })], 'TCP4 ?22-22; TCP6 ?22-22'],
  ['no range', [rule(undefined)], 'TCP4 ?1-65535'],
  ['a range the wrong way round', [rule('25/22')], 'TCP4 ?1-65535'],
  ['a range beyond the last port', [rule('1/70000')], 'TCP4 ?1-65535'],
  ['a range of another form', [rule('22')], 'TCP4 ?1-65535'],
  ['no protocol', [rule('22/22', { IpProtocol: '' })], 'TCP4 ?22-22; UDP4 ?22-22'],
  ['no policy', [rule('22/22', { Policy: '' })], 'TCP4 ?22-22'],
  ['another policy', [rule('22/22', { Policy: 'Perhaps' })], 'TCP4 ?22-22'],
  ['no priority', [rule('22/22', { Priority: '' })], 'TCP4 ?22-22'],
  ['no policy, and a Drop', [rule('22/22', { Policy: '' }), rule('22/22', drop)], 'TCP4 ?22-22'],
  ['no priority, and an Accept', [rule('22/22', { ...drop, Priority: '' }), rule('20/22')], 'TCP4 20-21 ?22-22'],
  ['a prefix list and an Accept', [rule('22/22', prefixList), rule('22/22')], 'TCP4 22-22'],
  ['a prefix list after a Drop', [rule('22/22', { ...prefixList, Priority: '2' }), rule('22/22', drop)], ''],
  ['a dropped prefix list', [rule('22/22', { ...prefixList, ...drop })], ''],
  ['a dropped prefix list before it', [rule('22/22', { ...prefixList, ...drop }), rule('20/22')], 'TCP4 20-22'],
  [
    'a dropped prefix list after it',
    [rule('22/22', { ...prefixList, ...drop, Priority: '2' }), rule('22/22')],
    'TCP4 22-22',
  ],
  ['a dropped port list', [rule('', { PortRangeListId: 'prl-1', ...drop }), rule('22/22')], 'TCP4 ?22-22'],
])('%s', (_name, rules, wanted) => {
  expect(shown(exposureOf(rules))).toBe(wanted);
  expect(shown(exposureOf([...rules].reverse()))).toBe(wanted);
});

test('counts ports', () => {
  expect([
    sizeOf([]),
    sizeOf([[22, 22]]),
    sizeOf([[1, 65535]]),
    sizeOf([
      [1, 2],
      [5, 9],
    ]),
  ]).toEqual([0, 1, 65535, 7]);
});

/** Edges that ranges are made of; ports next to them are looked at as well. */
const EDGES = [1, 2, 22, 23, 80, 443, 1024, 3389, 65534, 65535];
const PORTS = [...new Set(EDGES.flatMap((edge) => [edge - 1, edge, edge + 1]))].filter((p) => p >= 1 && p <= 65535);

const edge = fc.constantFrom(...EDGES);
const facts = fc.record({
  accept: fc.boolean(),
  priority: fc.integer({ min: 1, max: 3 }),
  protocol: fc.constantFrom('TCP', 'UDP', 'ALL', 'ICMP'),
  ports: fc.oneof(
    { weight: 6, arbitrary: fc.tuple(edge, edge) },
    fc.constant('all' as const),
    fc.constant('list' as const),
  ),
  source: fc.constantFrom('IPv4', 'IPv4', 'IPv4', 'IPv6', 'private', 'group', 'list'),
  narrow: fc.constantFrom('no', 'no', 'no', 'destination', 'port'),
});
type RuleFacts = typeof facts extends fc.Arbitrary<infer T> ? T : never;

function ruleOf({ accept, priority, protocol, ports, source, narrow }: RuleFacts): Rule {
  const range = typeof ports === 'string' ? '-1/-1' : [...ports].sort((a, b) => a - b).join('/');
  return rule(range, {
    Policy: accept ? 'Accept' : 'Drop',
    Priority: String(priority),
    IpProtocol: protocol,
    SourceCidrIp: source === 'IPv4' ? '0.0.0.0/0' : source === 'private' ? '192.168.0.0/16' : '',
    Ipv6SourceCidrIp: source === 'IPv6' ? '::/0' : '',
    SourceGroupId: source === 'group' ? 'sg-2' : '',
    SourcePrefixListId: source === 'list' ? 'pl-1' : '',
    PortRangeListId: ports === 'list' ? 'prl-1' : '',
    DestCidrIp: narrow === 'destination' ? '10.0.0.7/32' : '',
    Ipv6DestCidrIp: narrow === 'destination' ? '2001:db8::7/128' : '',
    SourcePortRange: narrow === 'port' ? '1024/65535' : '-1/-1',
  });
}

/** Whether a rule speaks of everybody at a port. */
function speaksOf(one: RuleFacts, family: string, protocol: string, port: number): 'yes' | 'no' | 'maybe' {
  if (one.protocol !== 'ALL' && one.protocol !== protocol) return 'no';
  if (one.source !== family) return 'no';
  if (!one.accept && one.narrow !== 'no') return 'no';
  if (typeof one.ports !== 'string' && (port < Math.min(...one.ports) || port > Math.max(...one.ports))) return 'no';
  return one.ports === 'list' ? 'maybe' : 'yes';
}

/** One packet, one port: the rules of the lowest priority decide, and one Drop among them is enough. */
function letsIn(rules: readonly RuleFacts[]): boolean {
  const first = Math.min(...rules.map((one) => one.priority));
  const deciding = rules.filter((one) => one.priority === first);
  return deciding.length > 0 && deciding.every((one) => one.accept);
}

/** Every way in which the lists may turn out. */
function naive(
  rules: readonly RuleFacts[],
  family: string,
  protocol: string,
  port: number,
): 'open' | 'closed' | 'unsure' {
  const certain = rules.filter((one) => speaksOf(one, family, protocol, port) === 'yes');
  const possible = rules.filter((one) => speaksOf(one, family, protocol, port) === 'maybe');
  const answers = new Set<boolean>();
  for (let world = 0; world < 2 ** possible.length; world++) {
    answers.add(letsIn([...certain, ...possible.filter((_, i) => world & (1 << i))]));
  }
  return answers.size === 2 ? 'unsure' : answers.has(true) ? 'open' : 'closed';
}

test('agrees with a model that looks at one port at a time', () => {
  const met = new Set<string>();
  fc.assert(
    fc.property(fc.array(facts, { maxLength: 7 }), (rules) => {
      const exposures = exposureOf(rules.map(ruleOf));
      expect(exposures.map(({ family, protocol }) => `${family} ${protocol}`)).toEqual(
        FAMILIES.flatMap((family) => PROTOCOLS.map((protocol) => `${family} ${protocol}`)),
      );
      for (const { family, protocol, open, unsure } of exposures) {
        for (const port of PORTS) {
          const found = holds(open, port) ? 'open' : holds(unsure, port) ? 'unsure' : 'closed';
          met.add(found);
          if (found !== naive(rules, family, protocol, port))
            throw new Error(`${family} ${protocol} ${port} is ${found}`);
        }
      }
    }),
    { numRuns: 500 },
  );
  expect([...met].sort()).toEqual(['closed', 'open', 'unsure']);
});
