/** The inspection items that the library was planned with: each is covered by checkers, or it is said why not. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKERS } from '../../scripts/registry.gen';

type Items = Readonly<Record<string, readonly string[] | string>>;

const ITEMS = JSON.parse(readFileSync(join(__dirname, '../../docs/items.json'), 'utf8')) as Items;

/** What the first wave consists of. */
const FIRST_WAVE = `
  bss-expiry-all bss-balance-low cms-system-event ecs-expiring ecs-auto-release ecs-locked
  ecs-system-event ecs-impaired ecs-cpu-high ecs-memory-high ecs-fs-usage-high ecs-idle
  ecs-stopped-billed ecs-spot-reclaim disk-unattached disk-expiring disk-no-snapshot-policy snapshot-none-recent
  snapshot-orphan eip-unbound eip-zero-traffic eip-drop eip-expiring clb-unhealthy
  clb-connection-high clb-drop clb-5xx clb-expiring clb-cert-expiring alb-idle
  alb-unhealthy alb-5xx nlb-idle nlb-unhealthy nlb-drop nat-idle
  nat-session-high nat-drop nat-expiring vpn-expiring vpn-tunnel-down vswitch-ip-low
  vbr-health sg-open-admin sg-open-db sg-open-all ram-ak-age ram-user-inactive
  ram-root-ak ram-admin-policy rds-expiring rds-locked rds-cpu-high rds-disk-high
  rds-conn-high rds-replica-lag rds-backup-missing rds-whitelist-open rds-idle polardb-expiring
  polardb-usage polardb-lag redis-expiring redis-memory-high redis-cpu-high redis-public
  mongodb-expiring mongodb-usage mongodb-whitelist oss-public oss-availability hbr-failed
  ack-state ack-node ack-public-api cdn-domain-status cdn-cert-expiring cert-expiring
  domain-expiring kafka-disk kafka-traffic kafka-lag kafka-expiring rocketmq-tps
  rocketmq-lag es-status es-disk es-expiring kms-pending sas-agent
  sas-alarm ddos-blackhole
`
  .trim()
  .split(/\s+/);

test('149 items, 92 of them of the first wave', () => {
  expect(Object.keys(ITEMS)).toHaveLength(149);
  expect(new Set(FIRST_WAVE).size).toBe(92);
});

test.each(Object.entries(ITEMS))('%s is covered by checkers of the library, or it is said why not', (_, covered) => {
  if (typeof covered === 'string') {
    // A reason is a sentence, not a word.
    expect(covered).toMatch(/\w+ \w+ \w+ \w+ \w+/);
    return;
  }
  const known = new Set(CHECKERS.map(({ id }) => id));
  expect(covered.filter((id) => !known.has(id))).toEqual([]);
  expect(covered.length).toBeGreaterThan(0);
  expect(new Set(covered).size).toBe(covered.length);
});

test('everything of the first wave is covered', () => {
  expect(FIRST_WAVE.filter((id) => !Array.isArray(ITEMS[id]))).toEqual([]);
});
