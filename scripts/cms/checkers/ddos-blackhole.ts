import { defineChecker, integerParam, NO_FIX } from '../../../lib/define';
import { systemEvents } from '../collectors/system-events';
import { elsewhere, isRecent, NO_TIME, subjectOf } from '../events';

/** `ddosbgp`, `ddoscoo` and `ddosdip` report a blackhole that begins and, but for the first, one that ends. */
const BLACKHOLE = /blackhole/i;
const OVER = /(^|[^a-z])(end|del)$|blackholeend$/i;

export const ddosBlackhole = defineChecker({
  id: 'cms-ddos-blackhole',
  asset: systemEvents,
  title: { zh: '公网 IP 因 DDoS 攻击进入过黑洞', en: 'A public IP address went into a blackhole after a DDoS attack' },
  why: {
    zh: '攻击流量超过防护能力时运营商丢弃该 IP 的全部流量，默认两个半小时内谁也访问不了。',
    en: 'When an attack exceeds the protection all traffic to the address is dropped, for two and a half hours by default.',
  },
  remedy: {
    zh: '在流量安全控制台查看是否仍在黑洞中并解除，把业务切到别的 IP 或接入高防，并提高防护带宽。',
    en: 'See in the Traffic Security console whether it still lasts and deactivate it, move the service to another address or behind Anti-DDoS, and raise the protection.',
  },
  noFix: NO_FIX.blackhole,
  severity: 'critical',
  category: 'availability',
  docs: 'https://www.alibabacloud.com/help/en/anti-ddos/anti-ddos-origin/use-cases/best-practices-for-automatic-deactivation-of-blackhole-filtering',
  // What still lasts is told of the instance itself.
  because: ['ddoscoo-ip-blocked'],
  params: {
    hours: integerParam({
      title: { zh: '持续时长', en: 'How long it counts' },
      default: 3,
      min: 1,
      max: 24,
      unit: 'h',
      help: {
        zh: '黑洞事件在这么多小时内视为仍在持续',
        en: 'A blackhole counts as lasting for so many hours after its event',
      },
    }),
  },
  messages: {
    blackhole: {
      zh: '{{subject}} 于 {{at}} 进入黑洞（{{event}}，{{status}}）',
      en: '{{subject}} went into a blackhole at {{at}} ({{event}}, {{status}})',
    },
  },
  check(event, { params, now, pass, fail, skip, unknown }) {
    const { eventName, status, time } = event;
    const why = elsewhere(event);
    if (why) return skip(why);
    if (!BLACKHOLE.test(eventName)) return skip({ zh: '不是黑洞事件', en: 'not the event of a blackhole' });
    const recent = isRecent(event, params.hours, now);
    if (recent === undefined || !time) return unknown(NO_TIME);
    if (!recent || OVER.test(eventName) || OVER.test(status ?? '')) return pass();
    const data = { id: event.id, subject: subjectOf(event), event: eventName, status: status ?? '-', at: time };
    return fail('blackhole', data);
  },
});
