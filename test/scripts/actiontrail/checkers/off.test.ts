import { actiontrailOff, trails } from '../../../../scripts/actiontrail';
import { testChecker } from '../../../harness/check-tester';
import { now } from '../../ecs/fixtures';
import { account } from '../../ram/fixtures';

const where = { account: { id: '1000000000000001', name: 'production' }, region: 'global' };

const trail = (Status: string, TrailRegion = 'All', EventRW = 'All') =>
  trails.toAsset({ Name: 'audit', Status, TrailRegion, EventRW }, where);
const has = (...all: ReturnType<typeof trail>[]) => ({ related: { trails: all } });

testChecker(actiontrailOff, {
  healthy: { asset: account, ...has(trail('Enable')), now },
  pass: {
    'all events of all regions': {},
    'beside one that is off': has(trail('Disable'), trail('Enable')),
    'what reads and what writes in two trails': has(trail('Enable', 'All', 'Write'), trail('Enable', 'All', 'Read')),
    'beside one of events that nobody has heard of': has(trail('Enable', 'All', 'Some'), trail('Enable')),
  },
  fail: {
    none: {
      ...has(),
      message: 'none',
      severity: 'warning',
      text: {
        zh: '账号 1000000000000001 没有启用的跟踪',
        en: 'Account 1000000000000001 has no trail that is on',
      },
    },
    'created, and never switched on': { ...has(trail('Fresh')), message: 'none', severity: 'warning', data: {} },
    'of one region': {
      ...has(trail('Enable', 'cn-hangzhou')),
      message: 'region',
      severity: 'warning',
      text: {
        zh: '账号 1000000000000001 启用的跟踪 audit (cn-hangzhou) 只覆盖部分地域',
        en: 'The trails of account 1000000000000001 that are on cover some regions only: audit (cn-hangzhou)',
      },
    },
    'only what writes': {
      ...has(trail('Enable', 'All', 'Write')),
      message: 'events',
      severity: 'info',
      text: {
        zh: '账号 1000000000000001 覆盖全部地域的跟踪 audit (Write) 只记录部分事件',
        en: 'The trails of all regions of account 1000000000000001 record some events only: audit (Write)',
      },
    },
  },
  unknown: {
    'no status': has(trail('')),
    'no region': has(trail('Enable', '')),
    'no kind of events': has(trail('Enable', 'All', '')),
  },
  absentIsFact: ['related.trails'],
});
