import { defineChecker, NO_FIX } from '../../../lib/define';
import { abnormalCloudResources } from '../collectors/abnormal-cloud-resources';
import { instances } from '../collectors/instances';
import { unasked, without } from '../owned';

/** What WAF itself calls abnormal; that it is an error is a judgement. */
export const resourceAbnormal = defineChecker({
  id: 'waf-resource-abnormal',
  asset: instances,
  title: { zh: 'WAF 的云产品接入异常', en: 'Cloud resource is not served by WAF as it is' },
  why: {
    zh: '证书失效、双向认证或网络配置丢失时，WAF 无法处理该端口的流量：或者中断，或者不受防护。',
    en: 'With a certificate that is not valid, mutual authentication or a lost network setting WAF cannot handle the traffic of the port: it fails, or goes unprotected.',
  },
  remedy: {
    zh: '按原因更换证书、关闭双向认证，或在 WAF 中重新接入该资源。',
    en: 'By the reason: replace the certificate, switch mutual authentication off, or add the resource to WAF again.',
  },
  noFix: NO_FIX.state,
  severity: 'error',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/waf/web-application-firewall-3-0/developer-reference/api-waf-openapi-2021-10-01-describeabnormalcloudresources',
  params: {},
  related: { abnormal: abnormalCloudResources },
  messages: {
    abnormal: {
      zh: 'WAF 实例 {{instanceId}} 有 {{count}} 个云产品接入异常：{{resources}}',
      en: '{{count}} cloud resources of WAF instance {{instanceId}} are abnormal: {{resources}}',
    },
  },
  check(instance, { related: { abnormal }, pass, fail, skip, unknown }) {
    const why = without(instance);
    if (why) return skip(why);
    const doubt = unasked(instance);
    if (doubt) return unknown(doubt);
    if (abnormal.length === 0) return pass();
    const resources = abnormal.map(({ id, reason }) => (reason === undefined ? id : `${id} (${reason})`));
    return fail('abnormal', { instanceId: instance.instanceId ?? '', count: abnormal.length, resources });
  },
});
