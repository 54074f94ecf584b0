import { defineChecker, thoseThat } from '../../../lib/define';
import { domains } from '../collectors/domains';
import { instances } from '../collectors/instances';
import { unasked, without } from '../owned';

const STOPPED = 5;

/** Somebody may have stopped it on purpose, which no answer tells: a warning. */
export const domainStopped = defineChecker({
  id: 'waf-domain-stopped',
  asset: instances,
  title: { zh: 'WAF 停止转发域名', en: 'WAF does not forward a site' },
  why: {
    zh: '解析仍指向 WAF 的域名停止转发后，网站无法访问。',
    en: 'A site whose name still points at WAF is down when WAF does not forward it.',
  },
  remedy: {
    zh: '查看停止转发的原因（例如未备案）并恢复；不再使用的删除接入。',
    en: 'See why it is stopped, such as a missing ICP filing, and start it again; remove a site that is not used any more.',
  },
  noFix: {
    zh: '站点停止转发的原因（如未备案）消除前，重新开启只会再次被停。先看控制台给出的原因。',
    en: 'Until the reason is gone, such as a missing ICP filing, a site that is started is stopped again. See the reason in the console.',
  },
  severity: 'warning',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/waf/web-application-firewall-3-0/developer-reference/api-waf-openapi-2021-10-01-describedomains',
  because: [{ checker: 'waf-expiring', message: 'expired' }, 'waf-overdue'],
  params: {},
  related: { domains },
  messages: {
    stopped: {
      zh: 'WAF 实例 {{instanceId}} 的 {{total}} 个域名中有 {{count}} 个停止转发：{{domains}}',
      en: 'WAF instance {{instanceId}} does not forward {{count}} of its {{total}} sites: {{domains}}',
    },
  },
  check(instance, { related, pass, fail, skip, unknown }) {
    const why = without(instance);
    if (why) return skip(why);
    const doubt = unasked(instance);
    if (doubt) return unknown(doubt);
    if (related.domains.length === 0) return skip({ zh: '没有 CNAME 接入的域名', en: 'no site points at it' });
    const stopped = thoseThat(related.domains, ({ status }) => status === STOPPED);
    if (stopped.length === 0)
      return related.domains.some(({ status }) => status === undefined)
        ? unknown({ zh: '有域名没有返回状态', en: 'the answer has no state of some of its sites' })
        : pass();
    const names = stopped.map(({ id, domain }) => domain ?? id);
    const [count, total] = [stopped.length, related.domains.length];
    return fail('stopped', { instanceId: instance.instanceId ?? '', count, total, domains: names });
  },
});
