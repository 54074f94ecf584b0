import type { Action, Body } from '../../define';
import { basicsAt, endOf, RESOURCE_GROUP } from '../../common/networks';
import { DAY, HOUR, secondTime } from '../../time';
import type { Scope } from '../../world';

/** The certificates that listeners serve for their own domain names, or for extensions. */
export function certificatesOf(scope: Scope, of: 'listeners' | 'extensions'): readonly number[] {
  const live = scope.live('serverCertificate');
  const all = Array.from({ length: live.length }, (_, i) => live.at(i));
  const isExtra = (index: number) => basicsAt(scope, 'serverCertificate', index).condition === 'slb-cert-extension';
  return all.filter((index) => isExtra(index) === (of === 'extensions'));
}

function certificateRow(scope: Scope, index: number): Body {
  const basics = basicsAt(scope, 'serverCertificate', index);
  const { id, condition, created } = basics;
  const ended = condition === 'slb-cert-expired' || condition === 'slb-cert-extension';
  const end = ended ? basics.since - 3 * DAY : endOf(scope, basics) + HOUR;
  const domain = `www${index + 1}.example.com`;
  return {
    ServerCertificateId: id,
    ServerCertificateName: `certificate-${index + 1}`,
    CommonName: domain,
    SubjectAlternativeNames: { SubjectAlternativeName: [domain] },
    CreateTime: secondTime(created),
    CreateTimeStamp: created - (created % 1000),
    ExpireTime: secondTime(end),
    ExpireTimeStamp: end - (end % 1000),
    Fingerprint: id
      .slice(-10)
      .split('')
      .map((letter) => letter.charCodeAt(0).toString(16))
      .join(':'),
    IsAliCloudCertificate: 0,
    RegionId: scope.region,
    ResourceGroupId: RESOURCE_GROUP,
    Tags: { Tag: [] },
  };
}

/** The whole list in one answer. */
export const describeServerCertificates: Action = {
  name: 'DescribeServerCertificates',
  params: ['ServerCertificateId'],
  required: ['RegionId'],
  items: 'ServerCertificates.ServerCertificate',
  itemId: 'ServerCertificateId',
  handle({ scope, params }) {
    const chosen = scope.live('serverCertificate');
    const rows = Array.from({ length: chosen.length }, (_, i) => certificateRow(scope, chosen.at(i)));
    const { ServerCertificateId: id } = params;
    return {
      ServerCertificates: {
        ServerCertificate: rows.filter((one) => (id ?? one.ServerCertificateId) === one.ServerCertificateId),
      },
    };
  },
};
