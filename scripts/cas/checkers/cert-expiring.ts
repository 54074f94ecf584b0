import {
  type AssetOf,
  checkExpiryParams,
  defineChecker,
  expiryOf,
  expiryParams,
  integerParam,
  NO_FIX,
} from '../../../lib/define';
import { daysSince } from '../../../lib/model';
import { certificates } from '../collectors/certificates';
import { validCertificates } from '../collectors/valid-certificates';

type Names = Pick<AssetOf<typeof validCertificates>, 'commonName' | 'sans'>;

function namesOf({ commonName, sans }: Names): readonly string[] {
  const all = [commonName ?? '', ...(sans ?? '').split(',')].map((name) => name.trim().toLowerCase());
  return [...new Set(all.filter((name) => name !== ''))];
}

/** Whether a certificate for some names is one for a name, too: `*.example.com` is for `www.example.com`. */
function isFor(name: string, names: readonly string[]): boolean {
  return names.includes(name) || names.includes(name.replace(/^[^.*]+/, '*'));
}

/** Expired certificates stay in the list until somebody deletes them, so they are not reported for ever. */
export const certExpiring = defineChecker({
  id: 'cas-cert-expiring',
  asset: certificates,
  title: { zh: 'SSL 证书即将到期', en: 'SSL certificate expires soon' },
  why: {
    zh: '证书到期后，使用它的网站、接口与云产品全部报不安全，客户端中断连接。',
    en: 'Every site, interface and cloud service that presents an expired certificate is refused by its clients.',
  },
  remedy: {
    zh: '在数字证书管理服务中续费或重新申请，签发后部署到使用它的产品；已被替换的证书请删除。',
    en: 'Renew or reissue it in Certificate Management Service and deploy the new one; delete a certificate that was replaced.',
  },
  noFix: NO_FIX.certificate,
  severity: 'warning',
  severities: ['critical'],
  category: 'expiry',
  docs: 'https://help.aliyun.com/document_detail/455804.html',
  params: {
    ...expiryParams(),
    expiredDays: integerParam({
      title: { zh: '弃用天数', en: 'Days until given up' },
      default: 30,
      min: 0,
      max: 3650,
      unit: 'd',
      help: {
        zh: '过期超过此天数的证书视为已弃用，不再告警',
        en: 'A certificate that expired longer ago counts as given up and is not reported',
      },
    }),
  },
  messages: {
    soon: {
      zh: '{{domain}} 的证书 {{name}}（{{id}}）将在 {{value}} 天后到期（{{expiresAt}}）',
      en: 'Certificate {{name}} ({{id}}) of {{domain}} expires in {{value}} days ({{expiresAt}})',
    },
    expired: {
      zh: '{{domain}} 的证书 {{name}}（{{id}}）已于 {{expiresAt}} 到期',
      en: 'Certificate {{name}} ({{id}}) of {{domain}} expired at {{expiresAt}}',
    },
  },
  related: { valid: validCertificates },
  validate: checkExpiryParams,
  check(certificate, { params, now, related, pass, fail, skip, unknown }) {
    const { id, name, certEndTime, expired, commonName, sans } = certificate;
    const endsAt = certEndTime ?? certificate.endDate;
    if (!endsAt) return unknown({ zh: '应答中没有证书的到期日', en: 'no end date of the certificate in the answer' });
    // Where the end is a day, only the flag tells its last hours from the first ones after it.
    const { level, data } = expiryOf(endsAt, now, params, certEndTime ? undefined : expired);
    const told = { id, name, domain: commonName ?? sans ?? '-', ...data };
    if (level === 'far') return pass(told);
    // One for the same names that ends later has been issued: what is left is to delete this one.
    const names = namesOf(certificate);
    const successor = related.valid.find((other) => {
      const end = other.certEndTime ?? other.endDate;
      if (other.id === id || !end) return false;
      // One that ends soon, too, has taken the place of what is over; until then both want to be renewed.
      const next = expiryOf(end, now, params, other.certEndTime ? undefined : other.expired).level;
      if (next === 'expired' || (next !== 'far' && level !== 'expired')) return false;
      return names.length > 0 && names.every((name) => isFor(name, namesOf(other)));
    });
    if (successor)
      return skip({
        zh: `已被证书 ${successor.id} 取代`,
        en: `certificate ${successor.id} has taken its place`,
      });
    if (level !== 'expired') return fail('soon', told, level);
    return daysSince(endsAt, now) > params.expiredDays
      ? skip({ zh: '过期已久，视为已弃用', en: 'expired long ago, given up' })
      : fail('expired', told, 'critical');
  },
});
