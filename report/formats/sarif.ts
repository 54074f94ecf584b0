import type { Severity } from '../../lib/model';
import { HOME, nameOf, pathOf, TOOL, uidOf, unread, type Format } from './format';

const LEVELS: Readonly<Record<Severity, string>> = {
  critical: 'error',
  error: 'error',
  warning: 'warning',
  info: 'note',
};
/** By which GitHub sorts what is about security; the middle of its bands of critical, high, medium and low. */
const SCORES: Readonly<Record<Severity, string>> = { critical: '9.5', error: '8.0', warning: '5.5', info: '2.0' };

/**
 * SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/): a rule for each checker, a result for each asset that
 * failed (`fail`) or that nobody could judge (`open`). An asset stands in place of a file: `<account>/<region>/<product>/<id>`.
 */
export const sarif: Format = {
  file: 'results.sarif',
  start({ inspection, startedAt, checkers, language }) {
    const places = new Map(checkers.map(({ id }, i) => [id, i]));
    let written = 0;
    return {
      finding(finding) {
        const { checker, verdict, severity, muted, data } = finding;
        if (verdict !== 'fail' && verdict !== 'unknown') return '';
        const uri = pathOf(finding);
        const place = places.get(checker);
        const result = {
          ruleId: checker,
          ...(place === undefined ? {} : { ruleIndex: place }),
          kind: verdict === 'fail' ? 'fail' : 'open',
          level: severity ? LEVELS[severity] : 'none',
          message: { text: finding.message[language] },
          locations: [
            {
              physicalLocation: { artifactLocation: { uri }, region: { startLine: 1 } },
              logicalLocations: [{ name: nameOf(finding), fullyQualifiedName: uri, kind: 'resource' }],
            },
          ],
          partialFingerprints: { 'aliyunInspection/v1': uidOf(inspection.id, finding) },
          ...(muted ? { suppressions: [{ kind: 'external', justification: muted.reason }] } : {}),
          properties: {
            ...data,
            ...(severity ? { severity } : {}),
            account: finding.accountName,
            region: finding.region,
          },
        };
        written += 1;
        return `${written > 1 ? ',\n' : ''}${JSON.stringify(result)}`;
      },
      finish(summary) {
        const rules = checkers.map(({ id, title, why, remedy, docs, severity, category }) => ({
          id,
          shortDescription: { text: title[language] },
          fullDescription: { text: why[language] },
          help: { text: remedy[language] },
          helpUri: docs,
          defaultConfiguration: { level: LEVELS[severity] },
          properties: {
            tags: [category],
            ...(category === 'security' ? { 'security-severity': SCORES[severity] } : {}),
          },
        }));
        const notifications = unread(summary).map(({ collector, region, accountName, status, reason = status }) => ({
          level: 'error',
          message: { text: `${collector}, ${region}, ${accountName}: ${reason}` },
        }));
        const run = {
          tool: { driver: { name: TOOL, informationUri: HOME, rules } },
          automationDetails: { id: `${TOOL}/${inspection.id}/` },
          invocations: [
            {
              executionSuccessful: summary.complete,
              startTimeUtc: startedAt,
              endTimeUtc: summary.finishedAt,
              toolExecutionNotifications: notifications,
            },
          ],
          properties: { assets: summary.assets, complete: summary.complete },
        };
        const head = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0' };
        // The results stand last, so that they need not be kept.
        return {
          head: `${JSON.stringify({ ...head, runs: [run] }).slice(0, -'}]}'.length)},"results":[\n`,
          foot: '\n]}]}\n',
        };
      },
    };
  },
};
