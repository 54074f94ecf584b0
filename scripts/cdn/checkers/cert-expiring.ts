import { type AssetOf, checkExpiryParams, defineChecker, expiryOf, expiryParams, NO_FIX } from '../../../lib/define';
import { certificates } from '../collectors/certificates';
import { domains } from '../collectors/domains';

/** Nothing is served any more, or soon: that such a domain name is offline is another finding. */
const STOPPED: ReadonlySet<AssetOf<typeof domains>['domainStatus']> = new Set(['offline', 'stopping', 'deleting']);

/** What the edge presents, whatever became of the certificate in the certificate service. */
export const certExpiring = defineChecker({
  id: 'cdn-cert-expiring',
  asset: domains,
  title: { zh: 'CDN 的 HTTPS 证书即将到期', en: 'HTTPS certificate on CDN expires soon' },
  why: {
    zh: '证书在边缘节点上过期后，访问者看到安全警告，应用的请求直接失败。',
    en: 'Once the certificate at the edge has expired, visitors see a warning and apps fail to connect.',
  },
  remedy: {
    zh: '在 CDN 控制台的 HTTPS 配置中为该域名换上新证书：在证书服务里续费并不会自动替换它。',
    en: 'Put a new certificate on the domain name under HTTPS in the CDN console: renewing it in the certificate service does not replace it there.',
  },
  noFix: NO_FIX.certificate,
  docs: 'https://help.aliyun.com/zh/cdn/user-guide/configure-an-ssl-certificate',
  severity: 'warning',
  severities: ['critical'],
  category: 'expiry',
  params: expiryParams(),
  related: { certificates },
  messages: {
    mismatch: {
      zh: '加速域名 {{id}} 的证书 {{name}} 与域名不匹配',
      en: 'Certificate {{name}} is not one of accelerated domain name {{id}}',
    },
    over: {
      zh: '加速域名 {{id}} 的证书 {{name}} 已到期',
      en: 'Certificate {{name}} of accelerated domain name {{id}} has expired',
    },
    soon: {
      zh: '加速域名 {{id}} 的证书 {{name}} 将在 {{value}} 天后到期（{{expiresAt}}）',
      en: 'Certificate {{name}} of accelerated domain name {{id}} expires in {{value}} days ({{expiresAt}})',
    },
    expired: {
      zh: '加速域名 {{id}} 的证书 {{name}} 已于 {{expiresAt}} 到期',
      en: 'Certificate {{name}} of accelerated domain name {{id}} expired at {{expiresAt}}',
    },
  },
  validate: checkExpiryParams,
  check(domain, { params, related, now, pass, fail, skip, unknown }) {
    if (domain.sslProtocol === undefined)
      return unknown({ zh: '应答没有说是否启用 HTTPS', en: 'the answer does not tell whether HTTPS is on' });
    if (domain.sslProtocol === 'off') return skip({ zh: '没有启用 HTTPS', en: 'HTTPS is off' });
    if (STOPPED.has(domain.domainStatus))
      return skip({ zh: `域名状态为 ${domain.domainStatus}`, en: `the domain name is ${domain.domainStatus}` });
    const [certificate] = related.certificates;
    const status = certificate?.certStatus;
    const told = { id: domain.id, name: certificate?.name ?? '' };
    if (status === 'mismatch') return fail('mismatch', told, 'critical');
    const at = certificate?.certExpireTime;
    if (!at && status === 'expired') return fail('over', told, 'critical');
    if (!at)
      return unknown({ zh: '没有返回该域名证书的到期时间', en: 'the end of its certificate is not in the answer' });
    // The time has no zone: within hours of it only the status can tell.
    const valid = status === 'ok' || status === 'expire_soon' ? false : undefined;
    const { level, data } = expiryOf(at, now, params, status === 'expired' ? true : valid);
    if (level === 'expired') return fail('expired', { ...told, ...data }, 'critical');
    if (level !== 'far') return fail('soon', { ...told, ...data }, level);
    if (status === undefined)
      return unknown({ zh: '应答中没有证书状态', en: 'the status of its certificate is not in the answer' });
    return pass({ ...told, ...data });
  },
});
