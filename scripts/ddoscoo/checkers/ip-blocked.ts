import { defineChecker, NO_FIX, thoseThat } from '../../../lib/define';
import { details } from '../collectors/details';
import { instances } from '../collectors/instances';
import { expired } from '../states';

const BLOCKED: readonly (string | undefined)[] = ['blackhole', 'punished'];

/** That all of its addresses are critical and some are an error is a judgement. */
export const ipBlocked = defineChecker({
  id: 'ddoscoo-ip-blocked',
  asset: instances,
  title: { zh: 'DDoS 高防 IP 在黑洞或处罚中', en: 'Address of Anti-DDoS is in a blackhole or punished' },
  why: {
    zh: '攻击超过防护带宽进入黑洞，或因违规被处罚时，发往该 IP 的流量全部被丢弃。',
    en: 'When an attack exceeds the bandwidth of its protection, or for a violation, all traffic to the address is dropped.',
  },
  remedy: {
    zh: '黑洞：提高防护带宽，或在控制台解除黑洞；处罚：按通知整改后申请解除。',
    en: 'Blackhole: raise the bandwidth of its protection, or release it in the console. Punished: mend what the notice says and ask for its release.',
  },
  noFix: NO_FIX.blackhole,
  severity: 'error',
  severities: ['critical'],
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/anti-ddos/anti-ddos-pro-and-premium/developer-reference/api-ddoscoo-2020-01-01-describeinstancedetails',
  params: {},
  related: { details },
  messages: {
    blocked: {
      zh: 'DDoS 高防实例 {{id}}（{{name}}）的 {{total}} 个 IP 中有 {{count}} 个不可用：{{addresses}}',
      en: '{{count}} of {{total}} addresses of Anti-DDoS instance {{id}} ({{name}}) are blocked: {{addresses}}',
    },
  },
  check(
    instance,
    {
      related: {
        details: [own],
      },
      pass,
      fail,
      skip,
      unknown,
    },
  ) {
    if (instance.status === undefined) return unknown({ zh: '应答中没有状态', en: 'its state is not in the answer' });
    const why = expired(instance);
    if (why) return skip(why);
    const all = own?.eipInfos;
    if (!all) return unknown({ zh: '应答中没有它的 IP', en: 'its addresses are not in the answer' });
    const blocked = thoseThat(all, ({ status }) => BLOCKED.includes(status));
    if (blocked.length > 0) {
      const addresses = blocked.map(({ eip, status }) => `${eip ?? '?'} (${status})`);
      const [count, total] = [blocked.length, all.length];
      const data = { id: instance.id, name: instance.name, count, total, addresses };
      return fail('blocked', data, count === total ? 'critical' : undefined);
    }
    return all.some(({ status }) => status === undefined)
      ? unknown({ zh: '有 IP 没有返回状态', en: 'the answer has no state of some of its addresses' })
      : pass();
  },
});
