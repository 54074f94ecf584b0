import { causeProblems, defineChecker, isMeant, type AnyChecker, type Because } from '../../../lib/define';
import { SELF_CHECKERS } from '../../../lib/inspection/self';
import { CHECKERS } from '../../../scripts/registry.gen';
import { widgets } from '../inspection/run/world';

const both = (en: string) => ({ zh: en, en });

function checker(id: string, because: readonly Because[] = []): AnyChecker {
  return defineChecker({
    id,
    asset: widgets,
    title: both(id),
    why: both('why'),
    remedy: both('remedy'),
    severity: 'error',
    category: 'availability',
    docs: 'https://example.com',
    params: {},
    because,
    messages: { bad: both('{{id}} for {{reasons}}') },
    check: (widget, { fail }) => fail('bad', { id: widget.id, reasons: 'x' }),
  });
}

describe('what checkers declare of each other', () => {
  it('is right in the whole library', () => {
    expect(causeProblems([...CHECKERS, ...SELF_CHECKERS])).toEqual([]);
  });

  it.each<[string, readonly AnyChecker[], string[]]>([
    [
      'a checker that there is not',
      [checker('a-one', ['a-tow'])],
      ['checker a-one: because a-tow: there is no such checker'],
    ],
    [
      'a message that the cause does not say',
      [checker('a-one', [{ checker: 'a-two', message: 'good' }]), checker('a-two')],
      ['checker a-one: because a-two: it has no message good'],
    ],
    [
      'a value that no message has',
      [checker('a-one', [{ checker: 'a-two', where: { reason: 'x' }, each: 'servers' }]), checker('a-two')],
      [
        'checker a-one: because a-two: no message of a-one has {{reason}}',
        'checker a-one: because a-two: no message of a-one has {{servers}}',
      ],
    ],
    [
      'a ring',
      [checker('a-one', ['a-two']), checker('a-two', ['a-one'])],
      [
        'checkers explain each other: a-one because a-two because a-one',
        'checkers explain each other: a-two because a-one because a-two',
      ],
    ],
    [
      'nothing wrong',
      [checker('a-one', [{ checker: 'a-two', message: 'bad', where: { id: 'x' } }]), checker('a-two')],
      [],
    ],
  ])('names %s', (_, checkers, problems) => {
    expect(causeProblems(checkers)).toEqual(problems);
  });

  it.each(['nonsense', 'a-one'])('refuses %s at the definition of a-one', (id) => {
    expect(() => checker('a-one', [id])).toThrow(`checker a-one: because "${id}" is no id of another checker`);
  });

  it.each([
    ['the value', 'financial', true],
    ['another value', 'security', false],
    ['a list of nothing else', ['financial', 'financial'], true],
    ['a list with another one', ['financial', 'security'], false],
    ['an empty list', [], false],
  ])('means data with %s', (_, reasons, meant) => {
    expect(isMeant({ checker: 'a-two', where: { reasons: 'financial' } }, { reasons })).toBe(meant);
  });
});
