import { defineRenewalChecker } from '../../../lib/define';
import { domains } from '../collectors/domains';

export const domainExpiring = defineRenewalChecker({
  id: 'domain-expiring',
  asset: domains,
  title: { zh: '域名即将到期', en: 'Domain name expires soon' },
  why: {
    zh: '域名到期后停止解析，网站与邮件全部中断；进入赎回期费用高昂，之后任何人都可注册。',
    en: 'An expired domain name no longer resolves: sites and mail fail. Redeeming it is expensive, and later anybody can register it.',
  },
  remedy: {
    zh: '在域名控制台续费并打开自动续费；已进入赎回期的尽快赎回。',
    en: 'Renew it in the domain console and switch on auto-renewal; redeem one that is already in redemption at once.',
  },
  noFix: {
    zh: '域名续费是付款，已进入赎回期的要另付赎回费，只能由持有人在控制台完成。',
    en: 'To renew a name is a payment, and one in redemption costs more: only its holder does that, in the console.',
  },
  docs: 'https://www.alibabacloud.com/help/doc-detail/67712.html',
  expiresAt: ({ expirationDateLong }) => expirationDateLong,
  // 2: has to be redeemed.
  ended: ({ domainStatus }) => (domainStatus === '2' ? true : undefined),
  renews: ({ autoRenewEnabled }) => autoRenewEnabled,
  messages: {
    soon: {
      zh: '域名 {{name}} 将在 {{value}} 天后到期（{{expiresAt}}）',
      en: 'Domain name {{name}} expires in {{value}} days ({{expiresAt}})',
    },
    expired: {
      zh: '域名 {{name}} 已于 {{expiresAt}} 到期',
      en: 'Domain name {{name}} expired at {{expiresAt}}',
    },
    renewing: {
      zh: '域名 {{name}} 将在 {{value}} 天后（{{expiresAt}}）自动续费',
      en: 'Domain name {{name}} renews itself in {{value}} days ({{expiresAt}})',
    },
  },
});
