import { SEVERITY_WORDS, type Text } from '../lib/model';

/**
 * Words that a person meets in more than one place: the console, the report and the terminal say the same. A table of
 * one place adds its own and defines none of these again.
 */
export const SHARED_WORDS = {
  // Severities, and what an event may be besides
  ...SEVERITY_WORDS,
  nodata: { zh: '无数据', en: 'No data' },
  ok: { zh: '恢复', en: 'Recovered' },
  nodata_ok: { zh: '数据恢复', en: 'Data is back' },
  nodata_as_ok: { zh: '视为恢复', en: 'Taken as recovered' },
  manual_ok: { zh: '手工恢复', en: 'Recovered by hand' },

  // Verdicts
  pass: { zh: '通过', en: 'Pass' },
  fail: { zh: '失败', en: 'Fail' },
  skip: { zh: '不适用', en: 'Skip' },
  unknown: { zh: '未知', en: 'Unknown' },

  // How a collection ended
  c_complete: { zh: '完整', en: 'Complete' },
  c_partial: { zh: '部分', en: 'Partial' },
  c_failed: { zh: '失败', en: 'Failed' },
  c_unsupported: { zh: '该地域没有', en: 'Not in this region' },
  'c_not-opened': { zh: '未开通', en: 'Not opened' },

  // What there is
  account: { zh: '账号', en: 'Account' },
  region: { zh: '地域', en: 'Region' },
  product: { zh: '产品', en: 'Product' },
  collector: { zh: '采集项', en: 'Collector' },
  asset: { zh: '资产', en: 'Asset' },
  assets: { zh: '资产', en: 'Assets' },
  checker: { zh: '检查项', en: 'Checker' },
  findings: { zh: '失败项', en: 'Failing findings' },
  events: { zh: '事件', en: 'Events' },
  severity: { zh: '级别', en: 'Severity' },
  reason: { zh: '原因', en: 'Reason' },
  noReason: { zh: '未说明原因', en: 'No reason given' },
  notInspected: { zh: '未能巡检的内容', en: 'What could not be inspected' },
  notes: { zh: '备注', en: 'Notes' },
  overview: { zh: '概览', en: 'Overview' },
  started: { zh: '开始', en: 'Started' },
  took: { zh: '用时', en: 'Took' },

  // Lists
  all: { zh: '全部', en: 'All' },
  search: { zh: '搜索', en: 'Search' },
  clearFilters: { zh: '清除筛选', en: 'Clear the filters' },
  previous: { zh: '上一页', en: 'Previous' },
  next: { zh: '下一页', en: 'Next' },
  rows: { zh: '第 {{from}}–{{to}} 条，共 {{total}} 条', en: '{{from}}–{{to}} of {{total}}' },
  andMore: { zh: '另有 {{n}} 项', en: 'and {{n}} more' },
  otherLanguage: { zh: 'English', en: '中文' },

  // Spans of time
  days: { zh: '{{n}} 天', en: '{{n}} d' },
  hours: { zh: '{{n}} 小时', en: '{{n}} h' },
  minutes: { zh: '{{n}} 分钟', en: '{{n}} min' },
  seconds: { zh: '{{n}} 秒', en: '{{n}} s' },
} as const satisfies Readonly<Record<string, Text>>;
