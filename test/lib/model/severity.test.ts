import { atLeast, SEVERITIES, VERDICTS } from '../../../lib/model';

test('the words, most severe first', () => {
  expect(SEVERITIES).toEqual(['critical', 'error', 'warning', 'info']);
  expect(VERDICTS).toEqual(['pass', 'fail', 'skip', 'unknown']);
});

test('compares by rank', () => {
  const passing = SEVERITIES.flatMap((a) => SEVERITIES.filter((b) => atLeast(a, b)).map((b) => `${a}>=${b}`));
  expect(passing).toEqual([
    'critical>=critical',
    'critical>=error',
    'critical>=warning',
    'critical>=info',
    'error>=error',
    'error>=warning',
    'error>=info',
    'warning>=warning',
    'warning>=info',
    'info>=info',
  ]);
});
