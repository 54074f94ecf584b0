import { defineImportChecker } from '../../../lib/define';
import { advices } from '../collectors/advices';
import { SAME } from '../same';

/**
 * What the numbers of Severity mean is not documented, and a wrong guess would be a false alarm: an advice is something to
 * know of, whatever its number.
 */
export const advisorAdvice = defineImportChecker({
  id: 'advisor-advice',
  asset: advices,
  title: { zh: '智能顾问：有优化建议', en: 'Advisor: there is an advice' },
  why: {
    zh: '这是智能顾问最近一次巡检的结果，涉及安全、稳定、成本或性能。',
    en: 'A result of the newest inspection of Advisor, about security, reliability, cost or performance.',
  },
  remedy: {
    zh: '在智能顾问中查看该检查项的说明并处理；不适用的，在参数 without 中填写该检查项。',
    en: 'Read in Advisor what the check asks for. Name it in "without" where it does not matter to you.',
  },
  docs: 'https://help.aliyun.com/zh/advisor/',
  same: SAME,
  rule: ({ checkId }) => checkId,
  holds: ({ isExpired }) => (isExpired === undefined ? undefined : !isExpired),
  level: ({ severity }) => (severity === undefined ? undefined : 'info'),
  levels: ['info'],
  least: 'info',
  data: ({ resourceId, advisedProduct, severity }) => ({
    id: resourceId,
    product: advisedProduct ?? '?',
    severity: severity ?? '?',
  }),
  message: {
    zh: '智能顾问：{{product}} 资源 {{id}} 有建议“{{name}}”（{{rule}}，级别 {{severity}}）',
    en: 'Advisor: "{{name}}" about {{product}} {{id}} ({{rule}}, severity {{severity}})',
  },
});
