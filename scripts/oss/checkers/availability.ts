import { defineChecker, integerParam, NO_FIX, numberParam } from '../../../lib/define';
import { buckets } from '../collectors/buckets';
import { availability, requestValidRate, totalRequestCount } from '../metrics';

export const ossAvailability = defineChecker({
  id: 'oss-availability',
  asset: buckets,
  title: { zh: 'OSS 可用性或有效请求率低', en: 'OSS availability or share of valid requests is low' },
  why: {
    zh: '可用性下降说明服务端在报错，有效请求率下降说明客户端的请求被拒绝或出错。',
    en: 'Low availability means that the service fails; a low share of valid requests, that clients are refused.',
  },
  remedy: {
    zh: '查看访问日志中的错误码：5xx 联系技术支持，4xx 检查客户端的权限、地址与频率。',
    en: 'Read the error codes in the access log: for 5xx ask support, for 4xx check permissions, names and rates.',
  },
  noFix: NO_FIX.symptom,
  severity: 'warning',
  severities: ['critical'],
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/oss/user-guide/monitoring-service',
  params: {
    warning: numberParam({
      default: 99.9,
      min: 0,
      max: 100,
      unit: '%',
      help: { zh: '可用性低于此值为警告', en: 'A warning when the availability is below this value' },
    }),
    critical: numberParam({
      default: 99,
      min: 0,
      max: 100,
      unit: '%',
      help: { zh: '可用性低于此值为紧急', en: 'Critical when the availability is below this value' },
    }),
    // Not 99, as for the service: what clients get wrong (an object that is not there, a link out of date) counts as well,
    // and probing for an object before it is written is usual.
    validRate: numberParam({
      title: { zh: '有效请求率', en: 'Valid requests' },
      default: 90,
      min: 0,
      max: 100,
      unit: '%',
      help: {
        zh: '有效请求率低于此值为警告；0 表示不判断',
        en: 'A warning when the share of valid requests is below this value; 0 judges it not',
      },
    }),
    least: integerParam({
      title: { zh: '最少失败请求', en: 'Fewest failed requests' },
      default: 20,
      min: 0,
      max: 1_000_000,
      help: {
        zh: '一分钟内失败（或无效）的请求少于此数不报告，无论比例',
        en: 'With fewer failed (or invalid) requests than this in a minute nothing is reported, whatever their share',
      },
    }),
  },
  metrics: { availability, validRate: requestValidRate, total: totalRequestCount },
  messages: {
    low: {
      zh: '存储空间 {{id}} 的可用性为 {{value}} {{unit}}，低于 {{threshold}} {{unit}}',
      en: 'Availability of bucket {{id}} is {{value}} {{unit}}, below {{threshold}} {{unit}}',
    },
    invalid: {
      zh: '存储空间 {{id}} 的有效请求率为 {{value}} {{unit}}，低于 {{threshold}} {{unit}}',
      en: '{{value}} {{unit}} of the requests to bucket {{id}} are valid, below {{threshold}} {{unit}}',
    },
  },
  validate: (params) =>
    params.critical > params.warning ? `critical (${params.critical}) is above warning (${params.warning})` : undefined,
  check(bucket, { params, metrics, pass, fail, unknown }) {
    const { availability: available, validRate: valid, total } = metrics;
    const data = { id: bucket.id, unit: '%' };
    const low = available !== undefined && available.value < params.warning;
    const invalid = valid !== undefined && valid.value < params.validRate;
    if ((low || invalid) && !total && params.least > 0)
      return unknown({ zh: '云监控没有最近的请求数', en: 'CloudMonitor has no recent number of requests' });
    // One failed request of fifty is chance, and no 98 %: a judgement.
    const counts = (percent: number) => ((total?.value ?? 0) * (100 - percent)) / 100 >= params.least;
    if (low && counts(available.value)) {
      const severe = available.value < params.critical;
      const threshold = severe ? params.critical : params.warning;
      return fail('low', { ...data, value: available.value, threshold }, severe ? 'critical' : undefined);
    }
    if (invalid && counts(valid.value))
      return fail('invalid', { ...data, value: valid.value, threshold: params.validRate });
    if (!available || (!valid && params.validRate > 0))
      return unknown({
        zh: '云监控没有该存储空间最近的数据（没有请求的存储空间没有数据）',
        en: 'CloudMonitor has no recent data of it (a bucket without requests has none)',
      });
    return pass({ ...data, value: available.value, threshold: params.warning });
  },
});
