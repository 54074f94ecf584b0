import { configsOf, parseKwargs, withParams } from '../../../lib/inspection';
import { inspection as ecs } from '../../../templates/ecs';

it('reads each parameter, and what configs says goes before', () => {
  expect(parseKwargs({ configs: null, regions: '', params: undefined })).toEqual({});
  expect(parseKwargs({ configs: [], regions: [] })).toEqual({});
  expect(parseKwargs({ regions: 'cn-hangzhou\ncn-beijing', params: 'ecs-expiring.days = 60' })).toEqual({
    regions: ['cn-hangzhou', 'cn-beijing'],
    params: { 'ecs-expiring': { days: '60' } },
  });
  const both = parseKwargs({
    configs: { regions: ['cn-beijing'], params: { 'ecs-expiring': { days: 7 } } },
    regions: ['cn-hangzhou'],
    params: 'ecs-expiring.days = 60\necs-expiring.failingDays = 2\necs-cpu-high.warning = 70',
  });
  expect(both).toEqual({
    regions: ['cn-beijing'],
    params: { 'ecs-expiring': { days: 7, failingDays: '2' }, 'ecs-cpu-high': { warning: '70' } },
  });
});

it('names what is wrong', () => {
  expect(() => parseKwargs({ regions: 7 })).toThrow('configs.regions: 7 is not');
  expect(() => parseKwargs({ params: 'days' })).toThrow('configs.params: "days" is not of the form');
});

it('gives run() what stands alone as it is, for its own words about it', () => {
  expect(configsOf()).toBeUndefined();
  expect(configsOf({ configs: '{bad', regions: null, params: '' })).toBe('{bad');
  expect(configsOf({ configs: 'i-1', regions: 'cn-hangzhou' })).toEqual({
    regions: ['cn-hangzhou'],
    instanceIds: ['i-1'],
  });
});

it('makes typed values of what a form holds', () => {
  const { params } = parseKwargs({ params: 'ecs-cpu-high.warning = 70\necs-cpu-high.mode = both' });
  const checker = withParams(ecs.checkers, { params }).find(({ id }) => id === 'ecs-cpu-high');
  expect(checker?.values).toMatchObject({ warning: 70, mode: 'both' });
  expect(() => withParams(ecs.checkers, parseKwargs({ params: 'ecs-cpu-high.warning = much' }))).toThrow(
    'configs.params.ecs-cpu-high.warning: "much" is not a number from 0 to 100 %',
  );
});
