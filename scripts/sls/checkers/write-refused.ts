import { defineChecker, integerParam } from '../../../lib/define';
import { projects } from '../collectors/projects';
import { statusCodes } from '../metrics';

/** Of the status codes that the product documents, 403 is that of quotas: of a project's and of a shard's writes. */
const REFUSED = /\/403$/;

/** Clients write again what was refused: a few a minute are caught up with. That ten are not is a judgement. */
export const writeRefused = defineChecker({
  id: 'sls-write-refused',
  asset: projects,
  title: { zh: '日志写入超出配额被拒绝', en: 'Writes of logs are refused for their quota' },
  why: {
    zh: '写入超过 Project 或 Shard 的配额时返回 403：采集端积压，重试不及则日志丢失。',
    en: 'Writes above the quota of a project or a shard are answered with 403: collectors fall behind, and logs that they cannot hold are lost.',
  },
  remedy: {
    zh: '开启自动分裂或手动分裂 Shard；项目级超限时在控制台申请提高配额，或减少写入。',
    en: 'Let shards split by themselves or split them; where the project is at its quota, ask for more in the console, or write less.',
  },
  noFix: {
    zh: '要分裂 Shard（按个数计费）、提高项目配额还是减少写入，取决于哪一级超限、流量是否正当。',
    en: 'Whether shards (billed by number), the quota of the project or the writes have to change depends on which limit it is and on whose traffic.',
  },
  severity: 'warning',
  category: 'capacity',
  // What is written to a disabled project is refused, too.
  because: ['sls-project-disabled'],
  docs: 'https://help.aliyun.com/zh/sls/expansion-of-resources',
  params: {
    perMinute: integerParam({
      title: { zh: '每分钟次数', en: 'Writes a minute' },
      default: 10,
      min: 0,
      max: 10_000_000,
      help: { zh: '每分钟被拒绝的写入多于此数时报告', en: 'Reported when more writes a minute than this are refused' },
    }),
  },
  metrics: { codes: statusCodes },
  messages: {
    refused: {
      zh: '日志项目 {{id}} 每分钟有 {{value}} 次写入被拒绝（403），多于 {{threshold}}；日志库：{{logstores}}',
      en: '{{value}} writes a minute to log project {{id}} are refused (403), more than {{threshold}}; logstores: {{logstores}}',
    },
  },
  check({ id }, { params, metrics, openData, pass, fail, skip, unknown }) {
    const { codes } = metrics;
    if (!codes) {
      const why = { zh: '云监控没有该项目最近的写入数据', en: 'CloudMonitor has no recent writes of it' };
      return openData ? unknown(why) : skip(why);
    }
    const refused = codes.parts.filter(({ part, value }) => REFUSED.test(part) && value > params.perMinute);
    const [worst] = refused;
    if (!worst) return pass();
    const logstores = refused.map(({ part, value }) => `${part.replace(REFUSED, '')}: ${value}`);
    return fail('refused', { id, value: worst.value, threshold: params.perMinute, logstores });
  },
});
