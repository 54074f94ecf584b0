import { choiceParam, flagParam, integerParam, numberParam, resolveParams, textsParam } from '../../../lib/define';
import { ConfigError } from '../../../lib/errors';

const help = { zh: '帮助', en: 'Help' };
const declared = {
  level: numberParam({ default: 80, min: 0.5, max: 100, unit: '%', help }),
  days: integerParam({ default: 7, min: 0, max: 30, help }),
  strict: flagParam({ default: true, help }),
  states: textsParam({ default: ['Stopped'], allowed: ['Stopped', 'Stopping'], help }),
  names: textsParam({ default: [], help }),
  mode: choiceParam({ default: 'level', allowed: ['level', 'change'], help }),
};
const defaults = { level: 80, days: 7, strict: true, states: ['Stopped'], names: [], mode: 'level' };

test('defaults stand for what is not given', () => {
  expect(resolveParams(declared, {}, 'p')).toEqual(defaults);
  expect(resolveParams(declared, { level: undefined }, 'p')).toEqual(defaults);
});

test.each([
  ['level', 0.5, 0.5],
  ['level', 100, 100],
  ['level', '12.5', 12.5],
  ['days', 0, 0],
  ['days', 30, 30],
  ['days', '14', 14],
  ['strict', false, false],
  ['strict', 'false', false],
  ['strict', 'true', true],
  ['states', ['Stopping', 'Stopped'], ['Stopping', 'Stopped']],
  ['states', 'Stopping, Stopped\n', ['Stopping', 'Stopped']],
  ['states', [], []],
  ['names', ['anything', ''], ['anything']],
  ['mode', 'change', 'change'],
  ['mode', ' level ', 'level'],
])('%s takes %p', (name, given, expected) => {
  expect(resolveParams(declared, { [name]: given }, 'p')).toEqual({ ...defaults, [name]: expected });
});

test.each([
  ['level', 0.49, 'p.level: 0.49 is not a number from 0.5 to 100 %'],
  ['level', 100.01, 'p.level: 100.01 is not a number from 0.5 to 100 %'],
  ['level', NaN, 'p.level: NaN is not a number from 0.5 to 100 %'],
  ['level', Infinity, 'p.level: Infinity is not a number from 0.5 to 100 %'],
  ['level', 'high', 'p.level: "high" is not a number from 0.5 to 100 %'],
  ['level', '', 'p.level: "" is not a number from 0.5 to 100 %'],
  ['level', ' ', 'p.level: " " is not a number from 0.5 to 100 %'],
  ['level', null, 'p.level: null is not a number from 0.5 to 100 %'],
  ['level', true, 'p.level: true is not a number from 0.5 to 100 %'],
  ['level', [80], 'p.level: [80] is not a number from 0.5 to 100 %'],
  ['level', () => 80, 'p.level: a function is not a number from 0.5 to 100 %'],
  ['level', 10n, 'p.level: a bigint is not a number from 0.5 to 100 %'],
  ['level', Promise.resolve(80), 'p.level: a Promise is not a number from 0.5 to 100 %'],
  ['level', circular(), 'p.level: an object is not a number from 0.5 to 100 %'],
  ['days', -1, 'p.days: -1 is not a whole number from 0 to 30'],
  ['days', 31, 'p.days: 31 is not a whole number from 0 to 30'],
  ['days', 1.5, 'p.days: 1.5 is not a whole number from 0 to 30'],
  ['strict', 1, 'p.strict: 1 is not true or false'],
  ['strict', 'yes', 'p.strict: "yes" is not true or false'],
  ['states', ['Running'], 'p.states: ["Running"] is not a list of Stopped, Stopping'],
  ['states', 7, 'p.states: 7 is not a list of texts'],
  ['mode', 'chance', 'p.mode: "chance" is not one of level, change'],
  ['mode', ['level'], 'p.mode: ["level"] is not one of level, change'],
  ['mode', true, 'p.mode: true is not one of level, change'],
  ['names', [7], 'p.names: [7] is not a list of texts'],
  ['names', { a: 1 }, 'p.names: {"a":1} is not a list of texts'],
  ['day', 7, 'p.day: unknown parameter, did you mean days?'],
  ['constructor', 7, 'p.constructor: unknown parameter; known are level, days, strict, states, names, mode'],
] as [string, unknown, string][])('%s refuses %p', (name, given, message) => {
  const run = () => resolveParams(declared, { [name]: given }, 'p');
  expect(run).toThrow(new ConfigError(message));
  expect(run).toThrow(expect.objectContaining({ code: 'config', field: `p.${name}` }));
});

test('says when there are no parameters, and cuts a long value short', () => {
  expect(() => resolveParams({}, { days: 1 }, 'p')).toThrow('p.days: unknown parameter; there are none');
  expect(() => resolveParams(declared, { strict: 'x'.repeat(500) }, 'p')).toThrow(/^p\.strict: "x{56}… is not/);
});

function circular(): object {
  const value: { self?: object } = {};
  value.self = value;
  return value;
}
