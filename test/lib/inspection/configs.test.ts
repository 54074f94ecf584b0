import { ConfigError } from '../../../lib/errors';
import { parseConfigs } from '../../../lib/inspection';

test.each([undefined, null, '', '  \n ', 'null', {}, '{}'])('%p asks for nothing', (input) => {
  expect(parseConfigs(input)).toEqual({});
});

test.each<[unknown, object]>([
  ['i-1', { instanceIds: ['i-1'] }],
  ['i-1\ni-2\r\n\n i-3 ', { instanceIds: ['i-1', 'i-2', 'i-3'] }],
  ['i-1, i-2', { instanceIds: ['i-1', 'i-2'] }],
  ['i-1\ni-1', { instanceIds: ['i-1'] }],
  [['i-1', ' i-2 ', ''], { instanceIds: ['i-1', 'i-2'] }],
  ['["i-1","i-2"]', { instanceIds: ['i-1', 'i-2'] }],
  ['"i-1\\ni-2"', { instanceIds: ['i-1', 'i-2'] }],
  [{ instanceIds: 'i-1\ni-2' }, { instanceIds: ['i-1', 'i-2'] }],
  [{ instanceIds: ['i-1'] }, { instanceIds: ['i-1'] }],
  [{ regions: ['cn-hangzhou', 'cn-hangzhou'] }, { regions: ['cn-hangzhou'] }],
  [{ regions: 'cn-hangzhou, cn-shanghai' }, { regions: ['cn-hangzhou', 'cn-shanghai'] }],
  [{ params: { 'ecs-expiring': { days: 60 } } }, { params: { 'ecs-expiring': { days: 60 } } }],
  [{ params: '{"ecs-expiring":{"days":60}}' }, { params: { 'ecs-expiring': { days: 60 } } }],
  [
    { params: '# 阈值\necs-expiring.days = 60 # two months\n\n rds-mode.list: a, b\r\necs-expiring.failingDays=3' },
    { params: { 'ecs-expiring': { days: '60', failingDays: '3' }, 'rds-mode': { list: 'a, b' } } },
  ],
  [{ regions: '', instanceIds: null, params: undefined }, {}],
  [
    ' {"regions":["cn-hangzhou"],"instanceIds":["i-1"],"params":{"ecs-cpu-high":{"warning":"90"}}} ',
    { regions: ['cn-hangzhou'], instanceIds: ['i-1'], params: { 'ecs-cpu-high': { warning: '90' } } },
  ],
  [{ disabledCheckers: 'ecs-cpu-high\necs-expiring' }, { disabledCheckers: ['ecs-cpu-high', 'ecs-expiring'] }],
  [
    { tags: ['env=production', 'team', '部门=支付'], resourceGroups: 'rg-1,rg-2' },
    { tags: ['env=production', 'team', '部门=支付'], resourceGroups: ['rg-1', 'rg-2'] },
  ],
  ['lb-bp1.x_y:z@8', { instanceIds: ['lb-bp1.x_y:z@8'] }],
])('reads %j', (input, expected) => {
  expect(parseConfigs(input)).toEqual(expected);
});

test.each<[unknown, string, string]>([
  [7, 'configs', '7 is not text, a list of ids or an object with regions, instanceIds, params'],
  [true, 'configs', 'true is not text, a list of ids or an object with regions, instanceIds, params'],
  ['{"regions":', 'configs', 'malformed JSON ('],
  ['[i-1]', 'configs', 'malformed JSON ('],
  ['i-1 i-2', 'configs', '"i-1 i-2" is not an asset id'],
  ['i-1;drop', 'configs', '"i-1;drop" is not an asset id'],
  ['实例', 'configs', '"实例" is not an asset id'],
  ['-i', 'configs', '"-i" is not an asset id'],
  ['x', 'configs', '"x" is not an asset id'],
  ['y'.repeat(129), 'configs', `"${'y'.repeat(60)}" is not an asset id`],
  [[], 'configs', 'an empty list; leave it out to inspect everything'],
  ['[]', 'configs', 'an empty list; leave it out to inspect everything'],
  [['', ' '], 'configs', 'an empty list; leave it out to inspect everything'],
  [['i-1', 2], 'configs[1]', '2 is not a text'],
  ['[["i-1"]]', 'configs[0]', 'a list is not a text'],
  [{ region: 'cn-hangzhou' }, 'configs.region', 'unknown, did you mean regions?'],
  [{ instance_ids: ['i-1'] }, 'configs.instance_ids', 'unknown, did you mean instanceIds?'],
  [{ ids: ['i-1'] }, 'configs.ids', 'unknown, did you mean instanceIds?'],
  [{ param: {}, regio: [] }, 'configs.param', 'unknown, did you mean params?; regio: unknown, did you mean regions?'],
  ['{"constructor":1}', 'configs.constructor', 'unknown; known are regions, instanceIds, params, '],
  [{ regions: [] }, 'configs.regions', 'an empty list; leave it out to inspect everything'],
  [{ regions: {} }, 'configs.regions', 'an object is not a list of texts'],
  [{ regions: [1] }, 'configs.regions[0]', '1 is not a text'],
  [{ instanceIds: 12 }, 'configs.instanceIds', '12 is not a list of texts'],
  [{ instanceIds: ['a b'] }, 'configs.instanceIds', '"a b" is not an asset id'],
  [{ instanceIds: '\n' }, 'configs.instanceIds', 'an empty list; leave it out to inspect everything'],
  [{ tags: ['=x'] }, 'configs.tags', '"=x" is not a tag such as env=production'],
  [{ resourceGroups: ['a b'] }, 'configs.resourceGroups', '"a b" is not a resource group id'],
  [{ disabledCheckers: ['ECS'] }, 'configs.disabledCheckers', '"ECS" is not a checker id'],
  [{ params: [] }, 'configs.params', 'a list is not an object of checker ids'],
  [{ params: 'days=3' }, 'configs.params', '"days=3" is not of the form checker.parameter = value'],
  [{ params: 'a-b.c = 1\nx' }, 'configs.params', '"x" is not of the form checker.parameter = value'],
  [{ params: '{"a-b":' }, 'configs.params', 'malformed JSON'],
  [{ params: '{"a-b": 3}' }, 'configs.params.a-b', '3 is not an object of parameters'],
  [{ params: { 'ecs-expiring': 3 } }, 'configs.params.ecs-expiring', '3 is not an object of parameters'],
  [{ params: { 'ecs-expiring': null } }, 'configs.params.ecs-expiring', 'null is not an object of parameters'],
  [{ params: { 'ecs-expiring': [3] } }, 'configs.params.ecs-expiring', 'a list is not an object of parameters'],
])('refuses %j and names %s', (input, field, problem) => {
  const run = () => parseConfigs(input);
  expect(run).toThrow(ConfigError);
  expect(run).toThrow(expect.objectContaining({ code: 'config', field }));
  expect(run).toThrow(`${field}: ${problem}`);
});

test('a checker may be called anything without harm', () => {
  parseConfigs('{"params":{"__proto__":{"polluted":1},"constructor":{"polluted":1}}}');
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(Object).not.toHaveProperty('polluted');
});
