import type { AnyChecker } from '../../lib/define';
import type { Severity } from '../../lib/model';
import { TOOL, uidOf, type Format } from './format';

/** The version of the schema whose required attributes and enumerations are used: https://schema.ocsf.io/1.3.0/ */
const VERSION = '1.3.0';
const FINDINGS = 2;
const COMPLIANCE = 2003;
const DETECTION = 2004;
const CREATE = 1;

const SEVERITY_IDS: Readonly<Record<Severity, number>> = { critical: 5, error: 4, warning: 3, info: 1 };
const SEVERITY_NAMES = ['Unknown', 'Informational', 'Low', 'Medium', 'High', 'Critical'];
/** Of a compliance check: passed, no result for want of information, failed. */
const CHECKED = { pass: [1, 'Pass'], unknown: [2, 'Warning'], fail: [3, 'Fail'] } as const;

/**
 * Open Cybersecurity Schema Framework, an event a line: Compliance Findings of security checkers (passed, failed, and not
 * to be told), Detection Findings of what others found.
 */
export const ocsf: Format = {
  file: 'ocsf.jsonl',
  start({ inspection, startedAt, checkers, language }) {
    const declared = new Map(checkers.map((checker) => [checker.id, checker]));
    const time = Date.parse(startedAt);
    return {
      finding(finding) {
        const { verdict, checker: id, muted } = finding;
        const checker = declared.get(id);
        const compliance = checker?.category === 'security';
        if (verdict === 'skip' || (!compliance && verdict !== 'fail')) return '';
        const severity = finding.severity ? SEVERITY_IDS[finding.severity] : verdict === 'pass' ? 1 : 0;
        const [statusId, status] = CHECKED[verdict];
        const uid = compliance ? COMPLIANCE : DETECTION;
        const says = finding.message[language];
        const event = {
          activity_id: CREATE,
          activity_name: 'Create',
          category_uid: FINDINGS,
          category_name: 'Findings',
          class_uid: uid,
          class_name: compliance ? 'Compliance Finding' : 'Detection Finding',
          type_uid: uid * 100 + CREATE,
          time,
          severity_id: severity,
          severity: SEVERITY_NAMES[severity],
          ...(verdict === 'fail' ? { status_id: muted ? 3 : 1, status: muted ? 'Suppressed' : 'New' } : {}),
          message: says,
          metadata: { version: VERSION, product: { name: TOOL, vendor_name: TOOL }, profiles: ['cloud'] },
          cloud: {
            provider: 'Alibaba Cloud',
            region: finding.region,
            account: { uid: finding.account, name: finding.accountName, type: 'Alibaba Cloud Account' },
          },
          finding_info: {
            uid: uidOf(inspection.id, finding),
            title: checker?.title[language] ?? id,
            desc: checker?.why[language] ?? says,
            analytic: { type_id: 1, type: 'Rule', uid: id, name: checker?.title[language] ?? id },
          },
          ...(compliance
            ? { compliance: { standards: [TOOL], control: id, status_id: statusId, status, status_detail: says } }
            : {}),
          ...(checker ? { remediation: remediationOf(checker, checker.remedy[language]) } : {}),
          ...(finding.assetId === ''
            ? {}
            : {
                resources: [
                  { uid: finding.assetId, name: finding.assetName, type: finding.product, region: finding.region },
                ],
              }),
          unmapped: { data: finding.data },
        };
        return `${JSON.stringify(event)}\n`;
      },
      finish: () => ({ head: '', foot: '' }),
    };
  },
};

function remediationOf({ docs }: AnyChecker, desc: string) {
  return { desc, references: [docs] };
}
