import { defineChecker, thoseThat } from '../../../lib/define';
import { defenseResources } from '../collectors/defense-resources';
import { instances } from '../collectors/instances';
import { unasked, without } from '../owned';

/** That all of it is critical and a part of it is an error is a judgement. */
export const protectionFailed = defineChecker({
  id: 'waf-protection-failed',
  asset: instances,
  title: { zh: 'WAF 防护对象没有默认防护', en: 'What WAF protects is without its default protection' },
  why: {
    zh: '默认防护初始化失败的对象，请求经过 WAF 却没有规则拦截。',
    en: 'Where the default protection could not be set up, requests pass through WAF and no rule stops them.',
  },
  remedy: {
    zh: '在防护配置中为该对象关联防护模板；仍失败时删除并重新接入。',
    en: 'Bind templates to the object in the protection settings; if that fails, remove it and add it again.',
  },
  noFix: {
    zh: '原因在解析、证书或回源，须先查明。',
    en: 'The reason is in the name, the certificate or the origin, and has to be found first.',
  },
  severity: 'error',
  severities: ['critical'],
  category: 'security',
  docs: 'https://help.aliyun.com/zh/waf/web-application-firewall-3-0/developer-reference/api-waf-openapi-2021-10-01-describedefenseresources',
  params: {},
  related: { resources: defenseResources },
  messages: {
    failed: {
      zh: 'WAF 实例 {{instanceId}} 的 {{total}} 个防护对象中有 {{count}} 个默认防护初始化失败：{{resources}}',
      en: 'The default protection of {{count}} of {{total}} objects of WAF instance {{instanceId}} could not be set up: {{resources}}',
    },
  },
  check(instance, { related: { resources }, pass, fail, skip, unknown }) {
    const why = without(instance);
    if (why) return skip(why);
    const doubt = unasked(instance);
    if (doubt) return unknown(doubt);
    if (resources.length === 0) return skip({ zh: '没有防护对象', en: 'it protects nothing' });
    const failed = thoseThat(resources, ({ resourceStatus }) => resourceStatus === 'init_failed');
    if (failed.length === 0)
      return resources.some(({ resourceStatus }) => resourceStatus === undefined)
        ? unknown({ zh: '有防护对象没有返回状态', en: 'the answer has no state of some of its objects' })
        : pass();
    const [total, count] = [resources.length, failed.length];
    const data = { instanceId: instance.instanceId ?? '', total, count, resources: failed.map(({ id }) => id) };
    return fail('failed', data, count === total ? 'critical' : undefined);
  },
});
