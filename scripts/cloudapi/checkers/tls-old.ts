import { defineSwitchChecker } from '../../../lib/define';
import { groups } from '../collectors/groups';

/** A policy ends with the oldest version that it takes, such as HTTPS2_TLS1_0. */
export const tlsOld = defineSwitchChecker({
  id: 'cloudapi-tls-old',
  asset: groups,
  title: { zh: 'API 分组允许旧版 TLS', en: 'Group of APIs takes old versions of TLS' },
  why: {
    zh: 'TLS 1.0 和 1.1 有已知的弱点，多数合规标准不再允许。',
    en: 'TLS 1.0 and 1.1 have known weaknesses, and most standards forbid them.',
  },
  remedy: {
    zh: '确认调用方支持后，将分组的 HTTPS 安全策略改为 TLS 1.2 及以上。',
    en: 'See that all callers speak TLS 1.2, then choose a policy of the group that begins there.',
  },
  noFix: {
    zh: '仍使用旧版 TLS 的调用方会立即无法连接，应答中看不出有没有。',
    en: 'Callers that speak old versions alone are cut off at once, and no answer tells whether there are any.',
  },
  severity: 'info',
  what: { zh: 'HTTPS 安全策略', en: 'the HTTPS policy' },
  docs: 'https://help.aliyun.com/zh/api-gateway/traditional-api-gateway/developer-reference/api-cloudapi-2016-07-14-describeapigroups',
  on: ({ httpsPolicy }) => {
    const minor = /_TLS1_(\d)$/.exec(httpsPolicy ?? '')?.[1];
    return minor === undefined ? undefined : Number(minor) >= 2;
  },
  message: {
    zh: 'API 分组 {{id}}（{{name}}）允许 TLS 1.2 以下的版本',
    en: 'Group of APIs {{id}} ({{name}}) takes versions below TLS 1.2',
  },
});
