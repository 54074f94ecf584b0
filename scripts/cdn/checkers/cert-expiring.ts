import { defineExpiryChecker } from '../../../lib/define';
import { certificates } from '../collectors/certificates';

/** What the edge presents, whatever became of the certificate in the certificate service. */
export const certExpiring = defineExpiryChecker({
  id: 'cdn-cert-expiring',
  asset: certificates,
  title: { zh: 'CDN 的 HTTPS 证书即将到期', en: 'HTTPS certificate on CDN expires soon' },
  why: {
    zh: '证书在边缘节点上过期后，访问者看到安全警告，应用的请求直接失败。',
    en: 'Once the certificate at the edge has expired, visitors see a warning and apps fail to connect.',
  },
  remedy: {
    zh: '在 CDN 控制台的 HTTPS 配置中为该域名换上新证书：在证书服务里续费并不会自动替换它。',
    en: 'Put a new certificate on the domain name under HTTPS in the CDN console: renewing it in the certificate service does not replace it there.',
  },
  docs: 'https://help.aliyun.com/zh/cdn/user-guide/configure-an-ssl-certificate',
  chargeType: () => 'Subscription',
  expiresAt: ({ certExpireTime }) => certExpireTime,
  // The time has no zone: within hours of it only the status can tell.
  ended: ({ certStatus }) => {
    if (certStatus === 'expired') return true;
    return certStatus === 'ok' || certStatus === 'expire_soon' ? false : undefined;
  },
  messages: {
    soon: {
      zh: '加速域名 {{id}} 的证书 {{name}} 将在 {{value}} 天后到期（{{expiresAt}}）',
      en: 'Certificate {{name}} of accelerated domain name {{id}} expires in {{value}} days ({{expiresAt}})',
    },
    expired: {
      zh: '加速域名 {{id}} 的证书 {{name}} 已于 {{expiresAt}} 到期',
      en: 'Certificate {{name}} of accelerated domain name {{id}} expired at {{expiresAt}}',
    },
  },
});
