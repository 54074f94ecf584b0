import type { Text } from '../../lib/model';

/** Everything that the pages say. In English, `one | many` by the number `n`. */
const WORDS = {
  product: { zh: '阿里云资产巡检', en: 'Aliyun inspection' },
  skip: { zh: '跳到内容', en: 'Skip to content' },
  mainMenu: { zh: '主菜单', en: 'Main menu' },
  inspections: { zh: '巡检', en: 'Inspections' },
  events: { zh: '事件', en: 'Events' },
  assets: { zh: '资产', en: 'Assets' },
  scripts: { zh: '脚本库', en: 'Scripts' },
  accounts: { zh: '账号', en: 'Accounts' },
  language: { zh: 'English', en: '中文' },
  themeAuto: { zh: '外观：跟随系统', en: 'Theme: system' },
  themeLight: { zh: '外观：浅色', en: 'Theme: light' },
  themeDark: { zh: '外观：深色', en: 'Theme: dark' },
  signIn: { zh: '登录', en: 'Sign in' },
  signOut: { zh: '退出', en: 'Sign out' },
  password: { zh: '密码', en: 'Password' },
  changePassword: { zh: '修改密码', en: 'Change the password' },
  currentPassword: { zh: '当前密码', en: 'Current password' },
  nextPassword: { zh: '新密码', en: 'New password' },
  firstPassword: {
    zh: '仍在使用首次启动时生成的密码。',
    en: 'The password that was made at the first start is still in use.',
  },
  signInHelp: { zh: '密码由启动这台主机的人设定。', en: 'The password was set by whoever started this host.' },
  loading: { zh: '正在读取…', en: 'Loading…' },
  retry: { zh: '重试', en: 'Try again' },
  offline: {
    zh: '连不上服务端，正在重试；以下是 {{time}} 的内容。',
    en: 'The server cannot be reached, trying again. What you see is from {{time}}.',
  },
  unreachable: { zh: '连不上服务端。', en: 'The server cannot be reached.' },
  failed: { zh: '没有成功', en: 'That did not work' },
  save: { zh: '保存', en: 'Save' },
  saved: { zh: '已保存', en: 'Saved' },
  cancel: { zh: '取消', en: 'Cancel' },
  close: { zh: '关闭', en: 'Close' },
  copyValue: { zh: '复制 {{name}}', en: 'Copy {{name}}' },
  copied: { zh: '已复制', en: 'Copied' },
  remove: { zh: '删除', en: 'Delete' },
  notFound: { zh: '没有这个页面', en: 'There is no such page' },
  home: { zh: '回到巡检', en: 'Back to the inspections' },
  prev: { zh: '上一页', en: 'Previous' },
  next: { zh: '下一页', en: 'Next' },
  pages: { zh: '翻页', en: 'Pages' },
  rows: { zh: '第 {{from}}–{{to}} 条，共 {{total}} 条', en: '{{from}}–{{to}} of {{total}}' },
  rowsMore: { zh: '第 {{from}}–{{to}} 条，超过 {{total}} 条', en: '{{from}}–{{to}} of more than {{total}}' },

  days: { zh: '{{n}} 天', en: '{{n}} d' },
  hours: { zh: '{{n}} 小时', en: '{{n}} h' },
  minutes: { zh: '{{n}} 分钟', en: '{{n}} min' },
  seconds: { zh: '{{n}} 秒', en: '{{n}} s' },
  ago: { zh: '{{span}}前', en: '{{span}} ago' },
  ahead: { zh: '{{span}}后', en: 'in {{span}}' },
  now: { zh: '刚刚', en: 'just now' },

  critical: { zh: '紧急', en: 'Critical' },
  error: { zh: '重要', en: 'Error' },
  warning: { zh: '警告', en: 'Warning' },
  info: { zh: '信息', en: 'Info' },
  nodata: { zh: '无数据', en: 'No data' },
  ok: { zh: '恢复', en: 'Recovered' },
  nodata_ok: { zh: '数据恢复', en: 'Data is back' },
  nodata_as_ok: { zh: '视为恢复', en: 'Taken as recovered' },
  manual_ok: { zh: '手工恢复', en: 'Recovered by hand' },

  inspection: { zh: '巡检', en: 'Inspection' },
  state: { zh: '状态', en: 'State' },
  lastRun: { zh: '最近一次运行', en: 'Last run' },
  coverage: { zh: '覆盖', en: 'Coverage' },
  openFindings: { zh: '未恢复', en: 'Open findings' },
  nextRun: { zh: '下次运行', en: 'Next run' },
  actions: { zh: '操作', en: 'Actions' },
  enabled: { zh: '已启用', en: 'Enabled' },
  paused: { zh: '未排期', en: 'Not scheduled' },
  disabled: { zh: '已停用', en: 'Disabled' },
  enable: { zh: '启用', en: 'Enable' },
  disable: { zh: '停用', en: 'Disable' },
  enableOf: { zh: '启用 {{name}}', en: 'Enable {{name}}' },
  disableOf: { zh: '停用 {{name}}', en: 'Disable {{name}}' },
  run: { zh: '运行', en: 'Run' },
  runOf: { zh: '运行 {{name}}', en: 'Run {{name}}' },
  runNow: { zh: '立即运行', en: 'Run now' },
  runDisabled: {
    zh: '停用的巡检不检查任何东西：先启用',
    en: 'A disabled inspection inspects nothing: enable it first',
  },
  relatedEvents: { zh: '查看相关事件', en: 'View related events' },
  eventsOf: { zh: '{{name}} 的事件', en: 'Events of {{name}}' },
  exportJson: { zh: '导出 JSON', en: 'Export JSON' },
  elsewhere: { zh: '由别的主机运行', en: 'Run by another host' },
  notRegistered: {
    zh: '还没有在工作空间注册；第一次运行后可以设参数和告警',
    en: 'Not registered in the workspace yet; after its first run it takes parameters and alerts',
  },
  never: { zh: '从未', en: 'Never' },
  noInspections: {
    zh: '还没有巡检。在脚本库里从模板新建一个。',
    en: 'There are no inspections yet. Make one from a template under Scripts.',
  },
  coverageParts: { zh: '{{complete}} / {{total}} 完整', en: '{{complete}} of {{total}} complete' },
  runs: { zh: '运行', en: 'Runs' },
  parameters: { zh: '参数', en: 'Parameters' },
  alerts: { zh: '告警策略', en: 'Alert strategy' },
  about: { zh: '说明', en: 'About' },
  sections: { zh: '部分', en: 'Sections' },
  schedule: { zh: '计划', en: 'Schedule' },
  timeout: { zh: '时限', en: 'Time limit' },
  functionId: { zh: '函数', en: 'Function' },
  lastEvent: { zh: '最近的事件', en: 'Newest event' },
  deleteInspection: { zh: '删除巡检', en: 'Delete the inspection' },
  deleteHelp: {
    zh: '从工作空间删除它的登记、参数和告警策略的关联，并停止计划。事件保留。再次运行会重新登记为新的巡检，新旧事件不再相连。',
    en: 'Its registration, its parameters and its tie to alert policies are deleted from the workspace, and its schedule stops. Events stay. When it runs again it is registered anew, and its events before and after are not connected.',
  },
  deleteScriptToo: { zh: '同时删除脚本 {{name}}', en: 'Delete the script {{name}}, too' },

  task_queued: { zh: '排队中', en: 'Queued' },
  task_running: { zh: '运行中', en: 'Running' },
  task_success: { zh: '成功', en: 'Success' },
  task_failure: { zh: '失败', en: 'Failed' },
  task_timeout: { zh: '超时', en: 'Timed out' },
  task_skip: { zh: '跳过', en: 'Skipped' },
  task_cancelled: { zh: '已取消', en: 'Cancelled' },
  incomplete: { zh: '不完整', en: 'Incomplete' },
  origin_cron: { zh: '计划', en: 'Schedule' },
  origin_manual: { zh: '手工', en: 'By hand' },
  origin_api: { zh: 'API', en: 'API' },
  origin_draft: { zh: '草稿', en: 'Draft' },
  started: { zh: '开始', en: 'Started' },
  elapsed: { zh: '已运行 {{span}}', en: '{{span}} so far' },
  took: { zh: '用时', en: 'Took' },
  origin: { zh: '来源', en: 'Origin' },
  outcome: { zh: '结果', en: 'Outcome' },
  progress: { zh: '进度', en: 'Progress' },
  log: { zh: '日志', en: 'Log' },
  noLog: { zh: '还没有日志。', en: 'No log lines yet.' },
  noRuns: { zh: '还没有运行过。', en: 'It has not run yet.' },
  stopRun: { zh: '取消运行', en: 'Cancel the run' },
  runAssets: { zh: '{{n}} 个资产', en: '{{n}} asset | {{n}} assets' },
  runUnknown: { zh: '{n} 项无法判断', en: '{n} checks could not be judged' },
  runFindings: { zh: '{{n}} 个发现', en: '{{n}} finding | {{n}} findings' },
  runEvents: {
    zh: '{{anomaly}} 异常，{{update}} 更新，{{recovery}} 恢复',
    en: '{{anomaly}} new, {{update}} updated, {{recovery}} recovered',
  },
  notes: { zh: '提示', en: 'Notes' },
  history: { zh: '历史', en: 'History' },

  regions: { zh: '地域', en: 'Regions' },
  regionsHelp: {
    zh: '每行一个，例如 cn-hangzhou。留空：按脚本。',
    en: 'One a line, such as cn-hangzhou. Empty: as the script says.',
  },
  assetIds: { zh: '资产 ID', en: 'Asset ids' },
  assetIdsHelp: { zh: '每行一个，只巡检这些。留空：全部。', en: 'One a line: only these are inspected. Empty: all.' },
  paramsIntro: {
    zh: '这里的值优先于脚本中的值，下次运行起生效。留空则用脚本的值（灰字）。',
    en: 'What is set here goes before the script’s own value, from the next run on. Leave a field empty to use the script’s value, which is shown in grey.',
  },
  scope: { zh: '范围', en: 'Scope' },
  checkers: { zh: '检查项', en: 'Checkers' },
  noParams: { zh: '这些检查项没有参数：{{names}}', en: 'Without parameters: {{names}}' },
  range: { zh: '{{min}} 到 {{max}}', en: '{{min}} to {{max}}' },
  scriptValue: { zh: '脚本：{{value}}', en: 'Script: {{value}}' },
  asScript: { zh: '按脚本（{{value}}）', en: 'As the script says ({{value}})' },
  on: { zh: '是', en: 'On' },
  off: { zh: '否', en: 'Off' },
  perLine: { zh: '每行一个', en: 'one a line' },
  allowed: { zh: '可用：{{values}}', en: 'Allowed: {{values}}' },
  clearAll: { zh: '全部用脚本的值', en: 'Use the script’s values for all' },
  configsProblem: {
    zh: '工作空间里现在的参数读不懂，运行会用脚本的值：{{why}}',
    en: 'The parameters in the workspace cannot be read, runs use the script’s own: {{why}}',
  },

  alertsIntro: {
    zh: '选中的告警策略适用于这个巡检的事件。恢复通知发给收到过告警的对象。',
    en: 'The policies that are ticked apply to the events of this inspection. A recovery goes to those who were told of the failure.',
  },
  policy: { zh: '策略', en: 'Policy' },
  newPolicy: { zh: '新建策略', en: 'New policy' },
  editPolicy: { zh: '编辑策略', en: 'Edit the policy' },
  edit: { zh: '编辑', en: 'Edit' },
  editOf: { zh: '编辑 {{name}}', en: 'Edit {{name}}' },
  deleteOf: { zh: '删除 {{name}}', en: 'Delete {{name}}' },
  name: { zh: '名称', en: 'Name' },
  severities: { zh: '级别', en: 'Severities' },
  targets: { zh: '通知对象', en: 'Targets' },
  silence: { zh: '沉默期', en: 'Silence period' },
  silenceHelp: {
    zh: '同一故障多久后可以再次通知；变严重时立即通知。',
    en: 'How long until the same fault may be told again; a worse one is told at once.',
  },
  onceOnly: { zh: '每次故障只通知一次', en: 'Once per fault' },
  aggregation: { zh: '合并', en: 'Gather' },
  aggregationHelp: { zh: '这段时间内的通知合并发送。', en: 'What comes within this time is sent together.' },
  atOnce: { zh: '立即发送', en: 'At once' },
  complexPolicy: {
    zh: '有多条规则，只能通过 Open API 修改',
    en: 'Has several rules: changed through the Open API only',
  },
  usedBy: { zh: '{{n}} 个巡检使用', en: 'Used by {{n}} inspection | Used by {{n}} inspections' },
  noPolicies: { zh: '还没有告警策略：没有人会收到通知。', en: 'There are no alert policies: nobody is told.' },
  noTargets: { zh: '还没有通知对象。', en: 'There are no targets yet.' },
  newTarget: { zh: '新建通知对象', en: 'New target' },
  type: { zh: '类型', en: 'Type' },
  address: { zh: '地址', en: 'Address' },
  secret: { zh: '签名密钥（可不填）', en: 'Signing secret (may be empty)' },
  HTTPRequest: { zh: 'Webhook', en: 'Webhook' },
  dingTalkRobot: { zh: '钉钉机器人', en: 'DingTalk robot' },
  wechatRobot: { zh: '企业微信机器人', en: 'WeCom robot' },
  feishuRobot: { zh: '飞书机器人', en: 'Feishu robot' },
  mailGroup: { zh: '邮件组', en: 'Mail group' },
  sms: { zh: '短信', en: 'SMS' },
  sure: { zh: '确定删除“{{name}}”吗？', en: 'Delete “{{name}}”?' },

  search: { zh: '搜索', en: 'Search' },
  searchEvents: { zh: '标题、资产、标签、巡检名', en: 'Title, asset, tags, inspection' },
  time: { zh: '时间', en: 'Time' },
  range1h: { zh: '最近 1 小时', en: 'Last hour' },
  range6h: { zh: '最近 6 小时', en: 'Last 6 hours' },
  range24h: { zh: '最近 24 小时', en: 'Last 24 hours' },
  range7d: { zh: '最近 7 天', en: 'Last 7 days' },
  range30d: { zh: '最近 30 天', en: 'Last 30 days' },
  range365d: { zh: '最近一年', en: 'Last year' },
  customRange: { zh: '自定义', en: 'Custom' },
  from: { zh: '从', en: 'From' },
  to: { zh: '到', en: 'To' },
  rangeOrder: { zh: '“从”必须早于“到”。', en: 'From has to be before To.' },
  rangeYears: { zh: '年份应在 1970 到 9999 之间。', en: 'Years are 1970 to 9999.' },
  kind: { zh: '类别', en: 'Kind' },
  kindAll: { zh: '全部事件', en: 'All events' },
  kindFault: { zh: '异常', en: 'Failures' },
  kindOk: { zh: '恢复', en: 'Recoveries' },
  openOnly: { zh: '只看未恢复', en: 'Unrecovered only' },
  filters: { zh: '筛选', en: 'Filters' },
  activeFilters: { zh: '当前筛选', en: 'Active filters' },
  clearFilters: { zh: '清除筛选', en: 'Clear the filters' },
  addFilter: { zh: '添加属性筛选', en: 'Filter by an attribute' },
  field: { zh: '属性', en: 'Attribute' },
  value: { zh: '值', en: 'Value' },
  is: { zh: '是', en: 'is' },
  isNot: { zh: '不是', en: 'is not' },
  add: { zh: '添加', en: 'Add' },
  dropFilter: { zh: '去掉 {{what}}', en: 'Drop {{what}}' },
  flipFilter: { zh: '反转 {{what}}', en: 'Invert {{what}}' },
  exclude: { zh: '排除 {{value}}', en: 'Exclude {{value}}' },
  status: { zh: '级别', en: 'Severity' },
  checker: { zh: '检查项', en: 'Checker' },
  productField: { zh: '产品', en: 'Product' },
  account: { zh: '账号', en: 'Account' },
  region: { zh: '地域', en: 'Region' },
  asset: { zh: '资产', en: 'Asset' },
  title: { zh: '标题', en: 'Title' },
  noEvents: { zh: '没有符合条件的事件。', en: 'No event fits.' },
  eventCount: { zh: '{{n}} 个事件', en: '{{n}} event | {{n}} events' },
  eventCountMore: { zh: '超过 {{n}} 个事件', en: 'more than {{n}} events' },
  overTime: { zh: '事件随时间分布；拖选可放大', en: 'Events over time; drag to zoom in' },
  sampled: { zh: '图和计数按最近 2000 个事件', en: 'Chart and counts are of the newest 2,000 events' },
  showMore: { zh: '更多', en: 'More' },

  open: { zh: '未恢复', en: 'Open' },
  recovered: { zh: '已恢复', en: 'Recovered' },
  recover: { zh: '手工恢复', en: 'Recover by hand' },
  recoverHelp: {
    zh: '把这个发现标记为已恢复。若下次巡检仍然失败，会作为新的异常出现。',
    en: 'The finding counts as recovered. If the next run still sees it, it comes back as a new anomaly.',
  },
  recoveredNow: { zh: '已标记为恢复', en: 'Marked as recovered' },
  mute: { zh: '静默', en: 'Mute' },
  muteHelp: {
    zh: '静默期间照常检查和记录，只是不发通知。',
    en: 'While it is muted it is judged and recorded as ever; only nobody is told.',
  },
  muteScope: { zh: '静默什么', en: 'What to mute' },
  muteFinding: { zh: '这个资产的这个检查项', en: 'This checker on this asset' },
  muteAsset: { zh: '这个资产的全部检查项', en: 'Every checker on this asset' },
  muteChecker: { zh: '所有资产的这个检查项', en: 'This checker on every asset' },
  muteInspection: { zh: '整个巡检', en: 'The whole inspection' },
  muteFor: { zh: '多久', en: 'For how long' },
  forever: { zh: '永久', en: 'For ever' },
  reason: { zh: '原因', en: 'Reason' },
  muted: { zh: '已静默', en: 'Muted' },
  mutedUntil: { zh: '静默到 {{time}}：{{name}}', en: 'Muted until {{time}}: {{name}}' },
  mutedForever: { zh: '永久静默：{{name}}', en: 'Muted for ever: {{name}}' },
  unmute: { zh: '解除静默', en: 'Unmute' },
  overview: { zh: '概览', en: 'Overview' },
  noMessage: { zh: '这个事件没有正文。', en: 'This event has no message.' },
  attributes: { zh: '基础属性', en: 'Basic attributes' },
  dimensions: { zh: '维度标签', en: 'Dimension tags' },
  extended: { zh: '扩展属性', en: 'Extended attributes' },
  allFields: { zh: '全部字段', en: 'All fields' },
  filterIs: { zh: '筛选 {{name}} = {{value}}', en: 'Filter {{name}} = {{value}}' },
  filterNot: { zh: '筛选 {{name}} ≠ {{value}}', en: 'Filter {{name}} ≠ {{value}}' },
  relatedTo: { zh: '与 {{name}} = {{value}} 相关的事件', en: 'Events related to {{name}} = {{value}}' },
  related: { zh: '相关事件', en: 'Related events' },
  relatedBy: { zh: '按这些属性相同', en: 'That have the same' },
  window: { zh: '时间窗口', en: 'Time window' },
  around: { zh: '前后 {{span}}', en: '{{span}} before and after' },
  showAllRelated: { zh: '在事件页打开', en: 'Open under Events' },
  chooseField: { zh: '选一个属性来找相关的事件。', en: 'Choose an attribute to find related events.' },
  judged: { zh: '值与阈值', en: 'Value and threshold' },
  threshold: { zh: '阈值', en: 'Threshold' },
  metricChart: {
    zh: '{{name}}，{{from}} 到 {{to}}，最高 {{max}} {{unit}}',
    en: '{{name}} from {{from}} to {{to}}, at most {{max}} {{unit}}',
  },
  noPoints: {
    zh: '工作空间在这段时间没有这个指标的数据点。',
    en: 'The workspace has no points of the metric around this time.',
  },
  notifications: { zh: '通知', en: 'Notifications' },
  n_pending: { zh: '等待', en: 'Waiting' },
  n_sent: { zh: '已发送', en: 'Sent' },
  n_failed: { zh: '发送失败', en: 'Failed' },
  n_suppressed: { zh: '未发送', en: 'Suppressed' },
  n_muted: { zh: '静默', en: 'Muted' },
  n_alert: { zh: '告警', en: 'Alert' },
  n_upgrade: { zh: '升级', en: 'Upgrade' },
  n_recovery: { zh: '恢复', en: 'Recovery' },
  target: { zh: '对象', en: 'Target' },
  why: { zh: '原因', en: 'Why' },
  anomalyTime: { zh: '异常时间', en: 'Anomaly' },
  recoveryTime: { zh: '恢复时间', en: 'Recovery' },
  notYet: { zh: '尚未恢复', en: 'Not yet' },
  duration: { zh: '持续时间', en: 'Duration' },
  historyLeftOut: { zh: '其间另有 {n} 个事件', en: '{n} more events in between' },
  thisEvent: { zh: '当前事件', en: 'this event' },
  inspectionConfig: { zh: '巡检配置', en: 'Configuration of the inspection' },

  collected: { zh: '已收集的资产', en: 'Collected assets' },
  lastCoverage: { zh: '最近运行的覆盖', en: 'Coverage of the last runs' },
  kinds: { zh: '资产种类', en: 'Kinds of assets' },
  allKinds: { zh: '全部', en: 'All' },
  searchAssets: { zh: 'ID、名称或标签', en: 'Id, name or tag' },
  noAssets: { zh: '没有资产。', en: 'No assets.' },
  noAssetsHelp: {
    zh: '巡检写入资产对象后（脚本里 report: { objects: true }）才会出现在这里。',
    en: 'They appear here when an inspection reports objects: report: { objects: true } in its script.',
  },
  seen: { zh: '最近收集', en: 'Last collected' },
  inspected: { zh: '已巡检', en: 'Inspected' },
  missed_unknown: {
    zh: '不知道是否已巡检：最近没有能说明它的运行',
    en: 'Not known whether it was inspected: no recent run tells',
  },
  missed_failed: { zh: '未巡检：读取失败', en: 'Not inspected because it could not be read' },
  missed_gone: {
    zh: '未巡检：最近的列表里没有它，可能已释放或被过滤',
    en: 'Not inspected because the last list did not hold it: released, or filtered out',
  },
  'missed_left-out': {
    zh: '未巡检：最近的运行不读这类资产',
    en: 'Not inspected because the last runs did not read such assets here',
  },
  facts: { zh: '{{name}} 的属性', en: 'Attributes of {{name}}' },
  noCoverage: { zh: '还没有带结果的运行。', en: 'No run has a result yet.' },
  coverageIntro: {
    zh: '每个账号、地域和产品：最近一次运行列出的资产数，以及没有读全的原因。',
    en: 'For every account, region and product: the assets that the last run listed, and why a list is not complete.',
  },
  c_complete: { zh: '完整', en: 'Complete' },
  c_partial: { zh: '部分', en: 'Partial' },
  c_failed: { zh: '失败', en: 'Failed' },
  c_unsupported: { zh: '该地域没有', en: 'Not in this region' },
  'c_not-opened': { zh: '未开通', en: 'Not opened' },
  global: { zh: '全局', en: 'global' },
  problems: { zh: '没有读全的', en: 'What is not complete' },
  allComplete: { zh: '全部读完整了。', en: 'Everything was read to its end.' },
  collector: { zh: '采集项', en: 'Collector' },
  runAt: { zh: '{{name}}，{{time}}', en: '{{name}}, {{time}}' },

  shipped: { zh: '内置', en: 'Shipped' },
  own: { zh: '自有', en: 'Own' },
  draft: { zh: '草稿', en: 'Draft' },
  newScript: { zh: '从模板新建', en: 'New from a template' },
  template: { zh: '模板', en: 'Template' },
  scriptId: { zh: '脚本 id', en: 'Script id' },
  scriptIdHelp: {
    zh: '小写字母、数字和连字符，可以分目录，例如 team/ecs-daily。',
    en: 'Lower-case letters, digits and hyphens, in folders if you like: team/ecs-daily.',
  },
  create: { zh: '新建', en: 'Create' },
  readOnly: {
    zh: '这台主机的脚本只读：启动时没有允许编辑。',
    en: 'Scripts are read-only here: the host was started without editing.',
  },
  saveDraft: { zh: '保存草稿', en: 'Save the draft' },
  runDraft: { zh: '试运行草稿', en: 'Run the draft' },
  publish: { zh: '发布', en: 'Publish' },
  publishedNow: { zh: '已发布', en: 'Published' },
  code: { zh: '{{name}} 的代码', en: 'Code of {{name}}' },
  unsaved: { zh: '有未保存的修改', en: 'There are unsaved changes' },
  discard: { zh: '放弃修改', en: 'Discard them' },
  scriptProblem: {
    zh: '没有加载成功，之前的版本继续有效：',
    en: 'It could not be loaded; the version before goes on: ',
  },
  chooseScript: { zh: '在左边选一个脚本。', en: 'Choose a script on the left.' },
  updated: { zh: '更新', en: 'Updated' },
  noScripts: { zh: '没有脚本。', en: 'There are no scripts.' },
  accountsIntro: {
    zh: '内置巡检检查这里的每个账号；一个也没有时，用环境变量里的密钥。密钥加密保存，只进不出。',
    en: 'Shipped inspections inspect every account here; without any, they use the keys in the environment. Keys are kept encrypted: they go in and never come out.',
  },
  noAccounts: { zh: '还没有录入账号。', en: 'No account has been entered yet.' },
  unprotected: {
    zh: '这里不接收密钥：没有 TLS、也没有声明代理，密钥会明文经过网络。可以删除账号。',
    en: 'Keys are not taken here: without TLS or a declared proxy they would cross the network in the clear. Accounts can be deleted.',
  },
  newAccount: { zh: '录入账号', en: 'Enter an account' },
  replaceAccount: { zh: '更换账号 {{name}}', en: 'Replace the account {{name}}' },
  replace: { zh: '更换', en: 'Replace' },
  replaceOf: { zh: '更换 {{name}}', en: 'Replace {{name}}' },
  replaceHelp: {
    zh: '已有的密钥读不出来，要重新填写；下次运行起生效。',
    en: 'The keys that are there cannot be read back: enter them anew. They count from the next run on.',
  },
  accountNameHelp: {
    zh: '小写字母、数字和连字符；fromEnv() 用的是 default。',
    en: 'Lower-case letters, digits and hyphens; default is what fromEnv() finds.',
  },
  accountTaken: {
    zh: '已有这个名称的账号，它会被替换。',
    en: 'There is an account of this name: it will be replaced.',
  },
  accessKeyId: { zh: 'AccessKey ID', en: 'AccessKey ID' },
  accessKeySecret: { zh: 'AccessKey Secret', en: 'AccessKey secret' },
  securityToken: { zh: 'STS Token（可不填）', en: 'Security token (may be empty)' },
  regionsAll: { zh: '全部地域', en: 'All regions' },
  regionsInUse: { zh: '在用的地域', en: 'Regions in use' },
  regionsListed: { zh: '指定地域', en: 'These regions' },
  regionIds: { zh: '地域 id', en: 'Region ids' },
  regionIdsHelp: { zh: '每行一个，例如 cn-hangzhou。', en: 'One a line, such as cn-hangzhou.' },
  dryNote: {
    zh: '试运行只检查：不上报事件，不改变状态，不通知任何人。',
    en: 'A trial: it judges, but reports no events, changes no state and tells nobody.',
  },
} as const satisfies Readonly<Record<string, Text>>;

export type Word = keyof typeof WORDS;
export type Language = keyof Text;

let language: Language = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';

export const languageNow = (): Language => language;

export function setLanguage(to: Language): void {
  language = to;
  document.documentElement.lang = to === 'zh' ? 'zh-CN' : 'en';
}

/** A word in the language of the page. @example t('eventCount', { n: 2 }) // '2 events' */
export function t(word: Word, values: Readonly<Record<string, string | number>> = {}): string {
  const forms = WORDS[word][language].split(' | ');
  const form = (values.n === 1 ? forms[0] : forms[forms.length - 1]) ?? '';
  return form.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => {
    const value = values[name];
    return typeof value === 'number' ? count(value) : (value ?? '');
  });
}

/** A word that a fact of the API names, such as `task_success`; the fact itself when there is none. */
export function tOf(prefix: string, fact: string): string {
  const key = `${prefix}${fact}`;
  return Object.hasOwn(WORDS, key) ? WORDS[key as Word][language] : fact;
}

export const textOf = (text: Text): string => text[language];

export function count(n: number): string {
  return n.toLocaleString(language === 'zh' ? 'zh-CN' : 'en-US', { maximumFractionDigits: 2 });
}

/** `2026-03-04 12:00:05`, in the browser's time zone. */
export function clock(ms: number): string {
  const at = new Date(ms);
  if (Number.isNaN(at.getTime())) return '';
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** The two largest units of a span. @example span(90_061) // '1 d 1 h' */
export function span(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const units: [Word, number][] = [
    ['days', Math.floor(whole / 86_400)],
    ['hours', Math.floor((whole % 86_400) / 3600)],
    ['minutes', Math.floor((whole % 3600) / 60)],
    ['seconds', whole % 60],
  ];
  const first = units.findIndex(([, n]) => n > 0);
  const used = first < 0 ? units.slice(-1) : units.slice(first, first + 2).filter(([, n]) => n > 0);
  return used.map(([word, n]) => t(word, { n })).join(' ');
}

/** How long ago, or how far ahead, in one unit. */
export function relative(ms: number, now: number): string {
  const seconds = Math.round((now - ms) / 1000);
  const far = Math.abs(seconds);
  if (far < 10) return t('now');
  const size = far >= 86_400 ? 86_400 : far >= 3600 ? 3600 : far >= 60 ? 60 : 1;
  return t(seconds > 0 ? 'ago' : 'ahead', { span: span(Math.floor(far / size) * size) });
}

/** What the workspace says about notifications, in Chinese. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^muted by (.*) \((mute_\w+)\)$/, '被“$1”静默（$2）'],
  [/^already told: once per fault \(silentTimeout\)$/, '已通知过：每次故障只通知一次（沉默期）'],
  [/^already told: not again within (\d+) s \(silentTimeout\)$/, '已通知过：$1 秒内不再通知（沉默期）'],
  [/^no target of this policy wants (\w+) events like this$/, '这个策略没有通知对象要 $1 级别的这类事件'],
  [/^the policy has no rule for this hour$/, '这个策略在这个时段没有规则'],
  [/^members and groups cannot be reached from a local workspace$/, '本地工作空间无法通知成员和团队'],
  [/^the notification object does not exist$/, '通知对象不存在'],
  [/^(\w+) cannot be reached from a local workspace$/, '本地工作空间无法通过 $1 通知'],
  [/^events of this kind are stored only, no alert policy applies$/, '这类事件只存储，不适用告警策略'],
  [/^no alert policy is bound to the checker$/, '这个巡检没有关联告警策略'],
  [
    /^nobody had been told about this round, so nobody was told that it is over$/,
    '这次故障没有通知过任何人，所以恢复也不通知',
  ],
];

export function reasonText(reason: string): string {
  if (language === 'en') return reason.charAt(0).toUpperCase() + reason.slice(1);
  const found = REASONS.find(([pattern]) => pattern.test(reason));
  return found ? reason.replace(found[0], found[1]) : reason;
}
