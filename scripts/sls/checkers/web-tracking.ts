import { defineChecker } from '../../../lib/define';
import { logstoreSettings } from '../collectors/logstore-settings';
import { logstores } from '../collectors/logstores';

/** Pages and apps are meant to write so: that a person looks at it once is enough. */
export const webTracking = defineChecker({
  id: 'sls-web-tracking',
  asset: logstores,
  title: { zh: '日志库允许匿名写入', en: 'Logstore lets anybody write' },
  why: {
    zh: '开启 WebTracking 的日志库不校验身份：知道名称的人都能写入伪造日志，流量与存储费用由您承担。',
    en: 'With web tracking nobody is asked for keys: who knows the name can write made-up logs, and you pay for their traffic and storage.',
  },
  remedy: {
    zh: '不从网页或客户端直接写入的日志库应关闭 WebTracking；需要时改用 STS 临时密钥。',
    en: 'Switch web tracking off where no page or app writes; where one does, give it short-lived keys of STS.',
  },
  noFix: {
    zh: '关闭后从网页与客户端直接写入的日志立即丢失：是否还有人这样写入，只有看过才知道。',
    en: 'What pages and apps write is lost from then on: whether any does, is known only after a look.',
  },
  severity: 'info',
  category: 'security',
  docs: 'https://help.aliyun.com/zh/sls/use-the-web-tracking-feature-to-collect-logs',
  params: {},
  related: { settings: logstoreSettings },
  messages: {
    open: {
      zh: '日志库 {{id}} 已开启 WebTracking，任何人都能写入',
      en: 'Anybody can write to logstore {{id}}: web tracking is on',
    },
  },
  check({ id }, { related, pass, fail, unknown }) {
    const tracking = related.settings[0]?.enableTracking;
    if (tracking === undefined)
      return unknown({ zh: '应答中没有 WebTracking 设置', en: 'the answer does not tell of web tracking' });
    return tracking ? fail('open', { id }) : pass();
  },
});
