import { defineChecker, integerParam } from '../../../lib/define';
import { ConfigError } from '../../../lib/errors';
import { autoRelease, cpuHigh, disks, diskUnattached, ecsExpiring } from '../../../scripts/ecs';

const help = { zh: '帮助', en: 'Help' };
const facts = {
  id: 'ecs-disk-odd',
  asset: disks,
  title: { zh: '云盘异常', en: 'Disk is odd' },
  why: { zh: '因为', en: 'Because' },
  remedy: { zh: '处理', en: 'Mend it' },
  severity: 'warning',
  category: 'cost',
  docs: 'https://example.com/',
  params: {
    low: integerParam({ default: 1, min: 0, max: 10, help }),
    high: integerParam({ default: 5, min: 0, max: 10, help }),
  },
  messages: { odd: { zh: '{{a}} 与 {{b}}', en: '{{b}} and {{a}}' } },
} as const;
const odd = defineChecker({
  ...facts,
  validate: ({ low, high }) => (low > high ? `low (${low}) is above high (${high})` : undefined),
  check: (disk, { pass }) => pass({ id: disk.id }),
});

test('fills in what was left out', () => {
  expect(odd).toMatchObject({
    related: {},
    metrics: {},
    when: 'listed',
    severities: ['warning'],
    values: { low: 1, high: 5 },
  });
  expect(Object.isFrozen(odd)).toBe(true);
  const twice = defineChecker({ ...facts, severities: ['critical', 'warning'], check: (_disk, { pass }) => pass() });
  expect(twice.severities).toEqual(['warning', 'critical']);
});

test.each(['disk', 'Ecs-disk', 'ecs_disk', 'ecs-', ''])('a checker may not be called "%s"', (id) => {
  expect(() => defineChecker({ ...facts, id, check: (_disk, { pass }) => pass() })).toThrow(
    new TypeError(`checker id "${id}" is not of the form ecs-disk-unattached`),
  );
});

test('a message has the same placeholders in both languages', () => {
  const messages = { odd: { zh: '{{a}}', en: '{{a}} {{b}}' } };
  expect(() => defineChecker({ ...facts, messages, check: (_disk, { pass }) => pass() })).toThrow(
    new TypeError('checker ecs-disk-odd: message "odd" has placeholders a and a,b'),
  );
});

test('a placeholder may be told in the language of its text', () => {
  const messages = { odd: { zh: '{{id}} {{saidZh}}', en: '{{id}} {{saidEn}}' } };
  const said = defineChecker({ ...facts, messages, check: (_disk, { pass }) => pass() });
  expect(said.messages).toEqual(messages);
});

test('with() makes another checker, from the values so far', () => {
  const low = odd.with({ low: 3 });
  expect(low.values).toEqual({ low: 3, high: 5 });
  expect(low.with({ high: 4 }).values).toEqual({ low: 3, high: 4 });
  expect(odd.values).toEqual({ low: 1, high: 5 });
  expect(low.id).toBe(odd.id);
  expect(low.messages).toBe(odd.messages);
});

test('with() refuses bounds, names and values that do not fit together, and names the field', () => {
  const refusal = (params: object) => {
    try {
      odd.with(params);
    } catch (error) {
      return error instanceof ConfigError ? [error.field, error.message] : error;
    }
    return 'accepted';
  };
  expect(refusal({ low: 11 })).toEqual([
    'params.ecs-disk-odd.low',
    'params.ecs-disk-odd.low: 11 is not a whole number from 0 to 10',
  ]);
  expect(refusal({ middle: 1 })).toEqual([
    'params.ecs-disk-odd.middle',
    'params.ecs-disk-odd.middle: unknown parameter; known are low, high',
  ]);
  expect(refusal({ low: 6 })).toEqual(['params.ecs-disk-odd', 'params.ecs-disk-odd: low (6) is above high (5)']);
  expect(refusal({ low: 6, high: 6 })).toBe('accepted');
});

test.each<[object, string | RegExp]>([
  [{ serverity: 'error' }, 'checker ecs-disk-odd: serverity: unknown, did you mean severity?'],
  [{ asset: undefined }, 'checker ecs-disk-odd: asset: is missing'],
  [{ asset: diskUnattached }, 'checker ecs-disk-odd: asset: is not a collector, such as ecs.disks'],
  [{ title: 'odd' }, 'checker ecs-disk-odd: title: is not an object with zh and en'],
  [{ why: undefined }, 'checker ecs-disk-odd: why: is missing'],
  [{ severity: 'fatal' }, 'checker ecs-disk-odd: severity: is not one of critical, error, warning, info'],
  [{ severities: ['fatal'] }, 'severity: is not one of critical'],
  [{ category: 'cheap' }, 'checker ecs-disk-odd: category: is not one of availability, capacity, '],
  [{ messages: undefined }, 'checker ecs-disk-odd: messages: is missing'],
  [{ messages: { odd: { en: 'x' } } }, 'checker ecs-disk-odd: messages.odd: is not an object with zh and en'],
  [{ params: { low: 80 } }, 'checker ecs-disk-odd: params.low: is not a parameter, such as numberParam('],
  [{ related: { disks: undefined } }, 'checker ecs-disk-odd: related.disks: is missing'],
  [{ metrics: { cpu: undefined } }, 'checker ecs-disk-odd: metrics.cpu: is missing'],
  [{ check: undefined }, 'checker ecs-disk-odd: check: is missing'],
])('a checker that is declared with %p is refused, by the name of its field', (changed, message) => {
  const declare = () => defineChecker({ ...odd, ...changed });
  expect(declare).toThrow(ConfigError);
  expect(declare).toThrow(message);
});

test('nothing is no checker', () => {
  expect(() => defineChecker(null as never)).toThrow('checker id "undefined" is not of the form');
});

test.each([
  [null, 'params.ecs-disk-odd: null is not an object of parameters, such as { low: … }'],
  [undefined, 'params.ecs-disk-odd: undefined is not an object of parameters'],
  [5, 'params.ecs-disk-odd: 5 is not an object of parameters'],
  [() => ({ low: 3 }), 'params.ecs-disk-odd: a function is not an object of parameters'],
  [[3, 5], 'params.ecs-disk-odd: [3,5] is not an object of parameters'],
  [Promise.resolve({ low: 3 }), 'params.ecs-disk-odd: a Promise is not an object of parameters'],
  [{ low: undefined }, 'params.ecs-disk-odd.low: is undefined: give it a value, or leave it out'],
])('with() refuses %p, which would read as the defaults', (given, message) => {
  expect(() => odd.with(given as never)).toThrow(ConfigError);
  expect(() => odd.with(given as never)).toThrow(message);
});

test('thresholds of the families and of the scripts must be in order, and may be equal', () => {
  expect(() => ecsExpiring.with({ days: 6 })).toThrow('criticalDays (7) is above days (6)');
  expect(ecsExpiring.with({ days: 7 }).values).toEqual({
    days: 7,
    criticalDays: 7,
    failingDays: 5,
    autoRenewal: false,
  });
  expect(() => cpuHigh.with({ warning: 95.5 })).toThrow('critical (95) is below warning (95.5)');
  expect(cpuHigh.with({ warning: 95 }).values).toMatchObject({ warning: 95, critical: 95 });
  expect(() => autoRelease.with({ criticalDays: 8 })).toThrow('criticalDays (8) is above days (7)');
  expect(autoRelease.with({ criticalDays: 7 }).values).toEqual({ days: 7, criticalDays: 7 });
  expect(() => diskUnattached.with({ days: 31, criticalDays: 30 })).toThrow('criticalDays (30) is below days (31)');
  expect(diskUnattached.with({ days: 30, criticalDays: 30 }).values).toEqual({ days: 30, criticalDays: 30 });
  // Without a critical level any number of days will do.
  expect(diskUnattached.with({ days: 31 }).values).toEqual({ days: 31, criticalDays: 0 });
});
