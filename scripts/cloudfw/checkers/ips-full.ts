import { defineQuotaChecker } from '../../../lib/define';
import { assetStatistic } from '../collectors/asset-statistic';
import { instances } from '../collectors/instances';
import { without } from '../owned';

/** The levels are those of quotas, a judgement: what is bought to the number is full on purpose, and may be accepted. */
export const ipsFull = defineQuotaChecker({
  id: 'cloudfw-ips-full',
  asset: instances,
  title: { zh: '云防火墙公网 IP 防护数接近规格', en: 'Cloud Firewall protects nearly as many addresses as it may' },
  why: { zh: '达到规格后新的公网 IP 没有防护。', en: 'At the limit a new public address goes unprotected.' },
  remedy: {
    zh: '扩展可防护公网 IP 数，或关闭不需要防护的 IP。',
    en: 'Extend the number of addresses, or switch the protection of some off.',
  },
  docs: 'https://help.aliyun.com/zh/cloud-firewall/cloudfirewall/developer-reference/api-cloudfw-2017-12-07-describeassetstatistic',
  related: { statistic: assetStatistic },
  used: (_, { statistic: [own] }) => own?.ipNumUsed,
  total: (_, { statistic: [own] }) => own?.ipNumSpec,
  skip: without,
  message: {
    zh: '账号 {{id}} 的云防火墙防护公网 IP 已用 {{used}}/{{total}}（{{value}} %）',
    en: 'The Cloud Firewall of account {{id}} protects {{used}} public addresses of {{total}} ({{value}} %)',
  },
});
