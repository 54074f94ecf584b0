import { nameOf, unread, type Format } from './format';

/**
 * JUnit XML as Jenkins, GitLab and GitHub read it: a case for each asset that failed or that nobody could judge, one for
 * all of a checker that passed, and one for each list that was not read whole.
 */
export const junit: Format = {
  file: 'junit.xml',
  start({ inspection, startedAt, language }) {
    const counts = { tests: 0, failures: 0, errors: 0, skipped: 0 };
    const rest = new Map<string, { pass: number; skip: number }>();
    const test = (kind: keyof typeof counts | undefined, checker: string, name: string, inner = ''): string => {
      counts.tests += 1;
      if (kind) counts[kind] += 1;
      return `    <testcase classname="${xml(checker)}" name="${xml(name)}"${inner ? `>${inner}</testcase>` : '/>'}\n`;
    };
    return {
      finding(finding) {
        const { checker, verdict, severity, message, muted, region, accountName } = finding;
        const said = xml(message[language]);
        const name = `${nameOf(finding)}, ${region}, ${accountName}`;
        if (verdict === 'fail' && muted) {
          return test(
            'skipped',
            checker,
            name,
            `<skipped message="${xml(`muted until ${muted.until}: ${muted.reason}`)}"/>`,
          );
        }
        if (verdict === 'fail') {
          return test('failures', checker, name, `<failure type="${severity}" message="${said}">${said}</failure>`);
        }
        if (verdict === 'unknown') {
          return test('errors', checker, name, `<error type="unknown" message="${said}">${said}</error>`);
        }
        const counted = rest.get(checker) ?? { pass: 0, skip: 0 };
        counted[verdict] += 1;
        rest.set(checker, counted);
        return '';
      },
      finish(summary) {
        const more = [...rest].map(
          ([checker, { pass, skip }]) =>
            (pass > 0 ? test(undefined, checker, `${pass} passed`) : '') +
            (skip > 0 ? test('skipped', checker, `${skip} do not apply`, '<skipped message="does not apply"/>') : ''),
        );
        const lists = unread(summary).map(({ collector, region, accountName, status, reason = status }) =>
          test(
            'errors',
            'coverage',
            `${collector}, ${region}, ${accountName}`,
            `<error type="${status}" message="${xml(reason)}"/>`,
          ),
        );
        const sums = Object.entries(counts)
          .map(([name, count]) => `${name}="${count}"`)
          .join(' ');
        const about = `name="${xml(inspection.title[language])}" ${sums} time="${summary.durationMs / 1000}"`;
        return {
          head: `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${about}>\n  <testsuite ${about} timestamp="${startedAt.slice(0, 19)}">\n`,
          foot: `${more.join('')}${lists.join('')}  </testsuite>\n</testsuites>\n`,
        };
      },
    };
  },
};

function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]|[\ud800-\udbff](?![\udc00-\udfff])/g, (odd) =>
      odd.length > 1 ? odd : ' ',
    )
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[\r\n\t]+/g, ' ');
}
