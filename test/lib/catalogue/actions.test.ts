import {
  catalogueOf,
  callsOf,
  checkersPage,
  costsOf,
  productPages,
  ramActionsOf,
  ramPolicyOf,
  sessionPolicyOf,
} from '../../../lib/catalogue';
import { raisingText } from '../../../lib/catalogue/raising';
import { isModeParam, type AnyChecker } from '../../../lib/define';
import * as alb from '../../../scripts/alb';
import * as cas from '../../../scripts/cas';
import * as ecs from '../../../scripts/ecs';
import * as rds from '../../../scripts/rds';
import { CHECKERS, PRODUCTS } from '../../../scripts/registry.gen';
import * as sas from '../../../scripts/sas';

const any = (...checkers: unknown[]) => checkers as AnyChecker[];

test.each([
  ['the newest value', any(ecs.cpuHigh), ['cms:QueryMetricLast', 'ecs:DescribeInstances']],
  ['the past', any(ecs.cpuChange, ecs.ecsIdle), ['cms:QueryMetricList', 'ecs:DescribeInstances']],
  ['both', any(ecs.cpuChange, ecs.cpuHigh), ['cms:QueryMetricLast', 'cms:QueryMetricList', 'ecs:DescribeInstances']],
  ['neither', any(ecs.classicNetwork), ['ecs:DescribeInstances']],
])('permissions of a checker that reads %s of a metric', (_, checkers, actions) => {
  expect(ramActionsOf(checkers, [])).toEqual(actions);
});

test('the policy for everything names actions that read, and none that hands out a secret', () => {
  const { Statement } = JSON.parse(ramPolicyOf(CHECKERS)) as { Statement: [{ Effect: string; Action: string[] }] };
  expect(Statement).toHaveLength(1);
  expect(Statement[0].Effect).toBe('Allow');
  const actions = Statement[0].Action;
  expect(
    actions.filter((action) => !/^[\w-]+:(Describe|List|Get|Query|Search)\w+$|^mq:Ons\w+List$/.test(action)),
  ).toEqual([]);
  expect(
    actions.filter((action) =>
      /Secret|PrivateKey|Password(?!Policy)|Decrypt|CertificateDetail|GetObject$/i.test(action),
    ),
  ).toEqual([]);
  expect(new Set(actions).size).toBe(actions.length);
  // What one policy may hold.
  expect(JSON.stringify(JSON.parse(ramPolicyOf(CHECKERS))).length).toBeLessThan(6144);
});

test.each([
  ['a list alone', any(ecs.classicNetwork), 250, 3],
  ['a list and a metric', any(ecs.cpuHigh), 250, 4],
  ['no asset: the list is read all the same', any(ecs.cpuHigh), 0, 2],
  ['two metrics of one list, which is read once', any(ecs.cpuHigh, ecs.memoryHigh), 250, 5],
  ['a metric of each device, asked for in batches', any(ecs.fsUsageHigh), 250, 8],
  ['what belongs to it, in one list', any(alb.albIdle), 250, 6],
  ['two things that are asked for each', any(rds.whitelistOpen), 250, 503],
  ['the past: 744 points of each', any(ecs.cpuChange), 250, 133],
  ['three lists of one action in each of three centres', any(cas.certExpiring), 50, 9],
  ['what belongs to the account in each of two centres', any(sas.sasAlarm), 100, 4],
])('calls of %s', (_, checkers, assets, calls) => {
  expect(callsOf(checkers, assets)).toBe(calls);
});

test('costs say what is read, and how many assets a call covers', () => {
  expect(costsOf(any(ecs.diskUnattached)[0] as AnyChecker)).toEqual([
    { what: 'ecs:DescribeDisks', from: 'ecs-disks', kind: 'list', scope: 'region', lists: 1, assetsPerCall: 500 },
  ]);
});

test('pages tell everything of every checker', () => {
  const pages = productPages(CHECKERS, PRODUCTS);
  const index = checkersPage(CHECKERS, PRODUCTS);
  for (const checker of CHECKERS) {
    const [folder = ''] = checker.id.split('-');
    expect(index).toContain(`[${checker.id}](checks/${folder}.md#${checker.id})`);
    const page = pages.get(folder) ?? '';
    const section = page.slice(page.indexOf(`\n## ${checker.id}\n`)).split('\n## ')[1] ?? '';
    for (const text of [checker.title, checker.why, checker.remedy]) {
      expect(section).toContain(text.en);
      expect(section).toContain(text.zh);
    }
    expect(section).toContain(checker.docs);
    const raises = raisingText(checker);
    expect(section).toContain(`- raises: ${raises.en}\n- 何时报告: ${raises.zh}`);
    const own = Object.keys(checker.params).filter((name) => checker.dynamic === undefined || !isModeParam(name));
    for (const name of own) expect(section).toContain(`| \`${name}\` |`);
    expect(section.includes('- by change: with')).toBe(checker.dynamic !== undefined);
    for (const action of ramActionsOf([checker], [])) expect(section).toContain(`\`${action}\``);
    expect(section).not.toMatch(/undefined|NaN|\[object/);
  }
  expect(productPages(any(ecs.cpuChange), PRODUCTS).get('ecs')).toContain(
    '`CPUUtilization` (Average, 3600 s, 744 h back)',
  );
});

test('the catalogue for programs has an entry for each, and holds nothing but data', () => {
  const entries = catalogueOf(CHECKERS);
  expect(entries).toHaveLength(CHECKERS.length);
  expect(JSON.parse(JSON.stringify(entries))).toEqual(entries);
});

describe('the policy of a session', () => {
  const actionsIn = (policy: string | undefined) =>
    (JSON.parse(policy ?? '{}') as { Statement: [{ Action: string[] }] }).Statement[0].Action;

  it('names the actions of a few checkers, and what any run may need for its accounts', () => {
    const actions = actionsIn(sessionPolicyOf(ramActionsOf(any(ecs.ecsLocked))));
    expect(actions).toEqual(expect.arrayContaining(['ecs:DescribeInstances', 'location:DescribeEndpoints']));
    expect(actions).not.toContain('ecs:DescribeDisks');
    // A parameter of the run may judge by the past of a metric.
    expect(actions).toContain('cms:QueryMetricList');
  });

  it('is never longer than AssumeRole takes, and then allows no less', () => {
    const all = ramActionsOf(CHECKERS);
    const policy = sessionPolicyOf(all);
    expect(policy?.length).toBeLessThanOrEqual(2048);
    const allowed = actionsIn(policy);
    const covers = (name: string) =>
      allowed.some((one) => (one.endsWith('*') ? name.startsWith(one.slice(0, -1)) : one === name));
    expect(all.filter((name) => !covers(name))).toEqual([]);
    expect(covers('ecs:DeleteInstance')).toBe(false);
  });

  it('is none where it is not known what is needed', () => {
    expect(sessionPolicyOf([])).toBeUndefined();
  });
});
