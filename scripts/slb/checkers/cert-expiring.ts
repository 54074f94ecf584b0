import { checkExpiryParams, defineChecker, expiryOf, expiryParams, flagParam, NO_FIX } from '../../../lib/define';
import { certificateListeners } from '../collectors/certificate-listeners';
import { domainExtensions } from '../collectors/domain-extensions';
import { serverCertificates } from '../collectors/server-certificates';

/** What no listener serves, for its own domain name or for an extension, is a matter of tidying up. */
export const certExpiring = defineChecker({
  id: 'slb-cert-expiring',
  asset: serverCertificates,
  title: { zh: 'CLB 服务器证书即将到期', en: 'Server certificate of CLB expires soon' },
  why: {
    zh: '证书过期后浏览器与客户端拒绝 HTTPS 连接。',
    en: 'Browsers and clients refuse HTTPS connections with an expired certificate.',
  },
  remedy: {
    zh: '上传新证书并替换到监听；不再使用的证书请删除。',
    en: 'Upload a new certificate and put it into the listeners; delete it when no longer used.',
  },
  noFix: NO_FIX.certificate,
  severity: 'warning',
  severities: ['critical', 'info'],
  category: 'expiry',
  docs: 'https://help.aliyun.com/zh/slb/classic-load-balancer/user-guide/certificate-overview',
  params: {
    ...expiryParams(),
    extensions: flagParam({
      title: { zh: '未使用的也判断', en: 'Also those not in use' },
      default: false,
      help: {
        zh: '监听及其扩展域名（SNI）都没有使用的证书也按剩余天数判断，而不只是提示',
        en: 'What neither a listener nor one of its domain extensions (SNI) serves is judged by its days as well, and not a mere notice',
      },
    }),
  },
  validate: checkExpiryParams,
  related: { listeners: certificateListeners, extensions: domainExtensions },
  optional: ['extensions'],
  messages: {
    soon: {
      zh: '服务器证书 {{name}}（{{id}}）将在 {{value}} 天后到期（{{expiresAt}}）',
      en: 'Server certificate {{name}} ({{id}}) expires in {{value}} days ({{expiresAt}})',
    },
    expired: {
      zh: '服务器证书 {{name}}（{{id}}）已于 {{expiresAt}} 到期',
      en: 'Server certificate {{name}} ({{id}}) expired at {{expiresAt}}',
    },
    unused: {
      zh: '服务器证书 {{name}}（{{id}}）没有监听使用，到期时间为 {{expiresAt}}',
      en: 'No listener serves server certificate {{name}} ({{id}}), which ends at {{expiresAt}}',
    },
  },
  check({ id, name, expireTimeStamp: at }, { params, now, related, unread, pass, fail, unknown }) {
    if (!at) return unknown({ zh: '应答中没有到期时间', en: 'no expiry time in the answer' });
    const { level, data } = expiryOf(at, now, params);
    const told = { id, name, ...data };
    if (level === 'far') return pass(told);
    const used = related.listeners.length + related.extensions.length > 0;
    if (!used && !params.extensions) {
      return unread.has('extensions')
        ? unknown({
            zh: '监听没有直接使用，扩展域名未能读取',
            en: 'no listener serves it by itself, and domain extensions could not be read',
          })
        : fail('unused', told, 'info');
    }
    return level === 'expired' ? fail('expired', told, 'critical') : fail('soon', told, level);
  },
});
