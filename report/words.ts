import type { Text } from '../lib/model';
import { SHARED_WORDS } from '../ground/words';

/**
 * What the page says besides the shared words. `{{name}}` is filled by the page; an English text of the form `one | many` is chosen by
 * `{{n}}`.
 */
export const REPORT_WORDS = {
  inspectionReport: { zh: '巡检报告', en: 'Inspection report' },
  skipToFindings: { zh: '跳到失败项', en: 'Skip to the findings' },
  switchLanguage: { zh: 'Switch to English', en: '切换为中文' },
  dark: { zh: '深色', en: 'Dark' },
  light: { zh: '浅色', en: 'Light' },
  print: { zh: '打印', en: 'Print' },
  localTimes: { zh: '时间均为 {{zone}}', en: 'Times are in {{zone}}' },

  runComplete: { zh: '巡检完整', en: 'Complete' },
  completeText: {
    zh: '全部 {{n}} 个采集均已读取，每项检查都有结论。',
    en: 'The {{n}} collection was read, and every check has a verdict. | All {{n}} collections were read, and every check has a verdict.',
  },
  runDoubtful: { zh: '巡检完整，但有检查无法判定', en: 'Complete, but some checks could not tell' },
  doubtfulText: {
    zh: '全部采集均已读取，但有 {{n}} 个检查结论为“未知”。未知不等于健康。',
    en: 'All collections were read, but {{n}} verdict is unknown. Unknown does not mean healthy. | All collections were read, but {{n}} verdicts are unknown. Unknown does not mean healthy.',
  },
  runIncomplete: { zh: '巡检不完整', en: 'INCOMPLETE' },
  incompleteText: {
    zh: '{{total}} 个采集中有 {{n}} 个未能完整读取。下面的数字只反映读到的部分，没有列出的问题也可能存在。',
    en: '{{n}} of {{total}} collections could not be fully read. The numbers below cover only what was read: there may be problems that are not listed.',
  },
  runNothing: { zh: '没有巡检任何内容', en: 'Nothing was inspected' },
  nothingText: {
    zh: '本次没有读取到任何采集，因此不能说明任何资产是健康的。请检查账号、地域与检查项的配置。',
    en: 'No collection was read, so this says nothing about the health of any asset. Check the accounts, regions and checkers that are configured.',
  },
  failingText: {
    zh: '有 {{n}} 个失败项，其中 {{critical}} 个紧急。',
    en: '{{n}} finding is failing, {{critical}} of them critical. | {{n}} findings are failing, {{critical}} of them critical.',
  },
  seeWhy: { zh: '查看原因', en: 'See why' },

  verdicts: { zh: '检查结论', en: 'Verdicts' },
  calls: { zh: 'API 调用', en: 'API calls' },
  collectionsRead: { zh: '采集', en: 'Collections' },
  anomaly: { zh: '新异常', en: 'anomaly' },
  update: { zh: '更新', en: 'update' },
  recovery: { zh: '恢复', en: 'recovery' },
  throttled: { zh: '被限流', en: 'throttled' },
  retried: { zh: '重试', en: 'retried' },

  charts: { zh: '失败项分布', en: 'Where the findings are' },
  bySeverity: { zh: '按级别', en: 'By severity' },
  byChecker: { zh: '按检查项', en: 'By checker' },
  byProduct: { zh: '按产品', en: 'By product' },
  byAccount: { zh: '按账号', en: 'By account' },
  byRegion: { zh: '按地域', en: 'By region' },
  showOnly: { zh: '只看 {{name}}', en: 'Show only {{name}}' },

  noFindings: {
    zh: '没有失败项：所有检查均通过或不适用。',
    en: 'Nothing is failing: every check passes or does not apply.',
  },
  noFindingsDoubtful: {
    zh: '没有发现失败项，但有检查无法判定，见“未能巡检的内容”。',
    en: 'No failing finding, but some checks could not tell: see “What could not be inspected”.',
  },
  noFindingsIncomplete: {
    zh: '在读到的部分中没有发现失败项。这不代表健康：还有内容未能读取，见“未能巡检的内容”。',
    en: 'No failing finding in what was read. This does not mean healthy: see “What could not be inspected”.',
  },
  noFindingsNothing: {
    zh: '没有读取任何内容，因此没有结论。',
    en: 'Nothing was read, so there is nothing to conclude.',
  },
  noMatch: { zh: '没有符合筛选条件的失败项。', en: 'No finding matches the filters.' },
  rowsBeyond: {
    zh: '本页只列出最严重的 {{shown}} 条，另有 {{n}} 条见 findings.jsonl。',
    en: 'This page lists the {{shown}} most severe; {{n}} more is in findings.jsonl. | This page lists the {{shown}} most severe; {{n}} more are in findings.jsonl.',
  },
  filterHint: { zh: '资产、信息、检查项…', en: 'Asset, message, checker…' },
  perPage: { zh: '每页', en: 'Per page' },
  message: { zh: '信息', en: 'Message' },
  since: { zh: '开始时间', en: 'Since' },
  why: { zh: '影响', en: 'Why it matters' },
  remedy: { zh: '处理建议', en: 'What to do' },
  fix: { zh: '修复方案（巡检不会执行）', en: 'Fix plan (no inspection applies it)' },
  effect: { zh: '可能的影响', en: 'What it may interrupt' },
  saves: { zh: '节省', en: 'What it saves' },
  costs: { zh: '费用', en: 'What it costs' },
  noFix: { zh: '没有修复方案', en: 'No fix plan' },
  fixUndo: { zh: '撤销', en: 'To undo it' },
  data: { zh: '数据', en: 'Data' },
  docs: { zh: '参考文档', en: 'Documentation' },
  console: { zh: '在控制台查看', en: 'Open in the console' },

  allInspected: {
    zh: '没有：全部采集均已读取，每项检查都有结论。',
    en: 'Nothing: every collection was read, and every check has a verdict.',
  },
  problemCollections: { zh: '未完整读取的采集', en: 'Collections that are not complete' },
  unknownVerdicts: { zh: '结论为“未知”的检查', en: 'Checks that could not tell' },
  status: { zh: '状态', en: 'Status' },
  count: { zh: '数量', en: 'Count' },
  examples: { zh: '示例', en: 'Examples' },
  wholeCollection: { zh: '整个采集', en: 'the whole collection' },
  unsupportedCollections: {
    zh: '该地域没有此产品的采集（不算失败）：{{n}}',
    en: 'Collections that the region does not offer (no failure): {{n}}',
  },
  collectionsBeyond: { zh: '另有 {{n}} 个见 summary.json。', en: '{{n}} more in summary.json.' },
  unknownsBeyond: {
    zh: '另有 {{n}} 个未知结论见 findings.jsonl。',
    en: '{{n}} more unknown verdict in findings.jsonl. | {{n}} more unknown verdicts in findings.jsonl.',
  },

  recoveredHere: { zh: '本次恢复', en: 'Recovered in this run' },
  noRecoveries: { zh: '本次没有恢复的失败项。', en: 'Nothing recovered in this run.' },
  recoveriesBeyond: { zh: '另有 {{n}} 条见 events.jsonl。', en: '{{n}} more in events.jsonl.' },
  was: { zh: '此前级别', en: 'Was' },
  lasted: { zh: '持续', en: 'Lasted' },
  passed: { zh: '检查已通过', en: 'passes again' },
  notApplicable: { zh: '不再适用', en: 'no longer applies' },
  accepted: { zh: '已确认为正常', en: 'said to be normal' },
  assetGone: { zh: '资产已释放', en: 'asset is gone' },

  checks: { zh: '全部检查项', en: 'All checkers' },
  collections: { zh: '全部采集', en: 'All collections' },
  showAll: { zh: '显示全部 {{n}} 行', en: 'Show all {{n}} rows' },
} as const satisfies Record<string, Text>;

/** Everything that the page says. */
export const WORDS = { ...SHARED_WORDS, ...REPORT_WORDS };

export type Word = keyof typeof WORDS;
