import { defineChecker, thoseThat } from '../../../lib/define';
import { accounts } from '../../ram/collectors/accounts';
import { trails } from '../collectors/trails';

/** Without a trail the last 90 days can be looked up all the same, says the product's overview. */
export const actiontrailOff = defineChecker({
  id: 'actiontrail-off',
  asset: accounts,
  title: { zh: '没有覆盖全部地域的操作审计跟踪', en: 'No trail of ActionTrail covers all regions' },
  why: {
    zh: '没有跟踪时操作记录只保留 90 天，更早的入侵与误操作无从追查，也不满足留存六个月的要求。',
    en: 'Without a trail what was done is kept for 90 days only: an older intrusion or mistake cannot be followed up.',
  },
  remedy: {
    zh: '创建应用到全部地域、记录全部读写事件的跟踪，投递到日志服务或 OSS。',
    en: 'Create a trail of all regions with read and write events that delivers to Simple Log Service or OSS.',
  },
  noFix: {
    zh: '跟踪要投递到哪个日志库或存储空间、保留多久、由谁付费，由使用者决定。',
    en: 'Where a trail delivers to, how long that is kept and who pays for it, its owners decide.',
  },
  severity: 'warning',
  severities: ['info'],
  category: 'security',
  docs: 'https://help.aliyun.com/zh/actiontrail/developer-reference/api-actiontrail-2020-07-06-describetrails',
  params: {},
  related: { trails },
  messages: {
    none: { zh: '账号 {{id}} 没有启用的跟踪', en: 'Account {{id}} has no trail that is on' },
    region: {
      zh: '账号 {{id}} 启用的跟踪 {{trails}} 只覆盖部分地域',
      en: 'The trails of account {{id}} that are on cover some regions only: {{trails}}',
    },
    events: {
      zh: '账号 {{id}} 覆盖全部地域的跟踪 {{trails}} 只记录部分事件',
      en: 'The trails of all regions of account {{id}} record some events only: {{trails}}',
    },
  },
  check({ id }, { related, pass, fail, unknown }) {
    const on = thoseThat(related.trails, ({ status }) => status === 'Enable');
    if (on.length === 0)
      return related.trails.some(({ status }) => status === undefined)
        ? unknown({ zh: '应答中有跟踪没有状态', en: 'the status of a trail is not in the answer' })
        : fail('none', { id });
    const everywhere = on.filter(({ trailRegion }) => trailRegion === 'All');
    if (everywhere.length === 0)
      return on.some(({ trailRegion }) => trailRegion === undefined)
        ? unknown({ zh: '应答中有跟踪没有地域', en: 'the region of a trail is not in the answer' })
        : fail('region', { id, trails: on.map((one) => `${one.id} (${one.trailRegion ?? '?'})`) });
    // What one of them leaves out another may record.
    const has = (kind: 'Read' | 'Write') =>
      thoseThat(everywhere, ({ eventRW }) => eventRW === 'All' || eventRW === kind).length > 0;
    if (has('Read') && has('Write')) return pass();
    if (everywhere.some(({ eventRW }) => eventRW === undefined))
      return unknown({ zh: '应答中有跟踪没有事件类型', en: 'which events a trail records is not in the answer' });
    const some = everywhere.map(({ id: trail, eventRW }) => `${trail} (${eventRW ?? '?'})`);
    return fail('events', { id, trails: some }, 'info');
  },
});
