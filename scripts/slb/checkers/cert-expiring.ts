import { defineExpiryChecker } from '../../../lib/define';
import { serverCertificates } from '../collectors/server-certificates';

/** Every certificate ends: it is judged like a subscription. The list does not tell which listeners use it. */
export const certExpiring = defineExpiryChecker({
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
  docs: 'https://help.aliyun.com/zh/slb/classic-load-balancer/user-guide/certificate-overview',
  chargeType: () => 'Subscription',
  expiresAt: (certificate) => certificate.expireTimeStamp,
  messages: {
    soon: {
      zh: '服务器证书 {{name}}（{{id}}）将在 {{value}} 天后到期（{{expiresAt}}）',
      en: 'Server certificate {{name}} ({{id}}) expires in {{value}} days ({{expiresAt}})',
    },
    expired: {
      zh: '服务器证书 {{name}}（{{id}}）已于 {{expiresAt}} 到期',
      en: 'Server certificate {{name}} ({{id}}) expired at {{expiresAt}}',
    },
  },
});
