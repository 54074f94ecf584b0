/**
 * What a run says of itself (`summary.notes`, the reasons of collections) is written in English, as files and programs read it.
 * For a reader of Chinese it is said in Chinese; what quotes an API, an error code or a name stays as it is.
 */
import type { Language } from '../model';

/** A sentence, and how it is said in Chinese: `$1` is what was found there, itself said in Chinese where it is a sentence. */
type Saying = readonly [pattern: RegExp, zh: string];

/** Calls: `ecs:DescribeDisks in cn-hangzhou for account production`. */
const CALL = String.raw`([\w-]+:\w+) in (\S+) for account (.+?)`;
const call = (rest: string): RegExp => new RegExp(`^${CALL}${rest}$`, 's');
const WHERE = '$1（$2，账号 $3）';

const SAYINGS: readonly Saying[] = [
  // Calls that failed
  [call(String.raw` denied: grant (\S+)(.*)`), `${WHERE}被拒绝：请授权 $4$5`],
  [
    call(String.raw`: the service is not opened; open (.+?) in the console(.*)`),
    `${WHERE}：未开通服务，请在控制台开通 $4$5`,
  ],
  [call(String.raw`: not available in this region(.*)`), `${WHERE}：该地域没有此服务$4`],
  [call(String.raw`: (.*); raise metricCalls`), `${WHERE}：$4；请调高 metricCalls`],
  [
    call(String.raw`: the free quota of CloudMonitor calls for this month is used up(.*)`),
    `${WHERE}：本月云监控调用的免费额度已用完$4`,
  ],
  [
    call(String.raw`: still throttled after (\d+) tries; run it less often(.*)`),
    `${WHERE}：重试 $4 次后仍被限流，请降低巡检频率$5`,
  ],
  [
    call(String.raw`: the security token has expired and a new one did not help(.*)`),
    `${WHERE}：安全令牌已过期，换新后仍不可用$4`,
  ],
  [call(String.raw`: no time left before the deadline to try again \((.*)\)`), `${WHERE}：截止时间前来不及重试（$4）`],
  [call(': no time left before the deadline'), `${WHERE}：截止时间前没有余下的时间`],
  [call(': cancelled'), `${WHERE}：已取消`],
  [
    call(String.raw`: (\d+) pages bring nothing new, the list cannot be completed`),
    `${WHERE}：连续 $4 页没有新内容，清单无法读完`,
  ],
  [call(String.raw`: (\S+) is missing, the end of the list is not known`), `${WHERE}：缺少 $4，不知道清单是否读完`],
  [call(String.raw`: (.*)`), `${WHERE}：$4`],
  [/^account (.+?): keys refused, set the clock of this machine(.*)$/, '账号 $1：密钥被拒绝，请校准本机时钟$2'],
  [/^account (.+?): keys refused, check the access key(.*)$/, '账号 $1：密钥被拒绝，请检查 AccessKey$2'],
  [/^(.+): no time left$/, '$1：没有余下的时间'],
  [/^(.+): cancelled$/, '$1：已取消'],
  [/^(.+) \(and (\d+) more\)$/s, '$1（另有 $2 个）'],
  [/^unknown reason$/, '原因不明'],
  [/^refused; (.*)$/, '被拒绝；$1'],
  [/^field (\S+) is missing$/, '字段 $1 缺失'],
  [/^field (\S+) is (.+), expected (.+)$/, '字段 $1 是 $2，应为 $3'],
  [/^field (\S+) has the value "(.*)", which this version does not know$/, '字段 $1 的值 “$2” 不是此版本已知的取值'],

  // What a run has done, or not
  [/^cancelled: what was judged so far is kept, the rest is unknown$/, '已取消：已判断的结果保留，其余未知'],
  [/^the timeout of (\d+) s was reached: the rest is unknown$/, '达到 $1 秒的超时：其余未知'],
  [/^inspection (\S+) is disabled in Guance: nothing was inspected$/, '巡检 $1 在观测云中已停用：没有巡检任何内容'],
  [
    /^the schedule "(.*)" starts a run (\d+) min after another; (\d+) or more is recommended$/,
    '定时 “$1” 的两次巡检只相隔 $2 分钟，建议不少于 $3 分钟',
  ],
  [/^asked for and not found, so not inspected: (.*)$/, '指定了但没有找到，因而没有巡检：$1'],
  [
    /^Resource Center knows of nothing in (\d+) \(collector, region\) pairs: they were skipped$/,
    '资源中心显示有 $1 个（采集项，地域）组合没有资产，已跳过',
  ],
  [
    /^(\S+): field (\S+) has the value "(.*)", which this version does not know: checkers that read it cannot tell \((\d+) times?\)$/,
    '$1：字段 $2 的值 “$3” 不是此版本已知的取值，读取它的检查项无法判断（$4 次）',
  ],
  [
    /^(\S+): field (\S+) is missing or of a wrong type: checkers that read it cannot tell \((\d+) times?\)$/,
    '$1：字段 $2 缺失或类型不符，读取它的检查项无法判断（$3 次）',
  ],
  [
    /^account (.+?) has not opened (.+?), so nothing of it was inspected: open it in the console, or leave the checkers of (.*) out$/,
    '账号 $1 没有开通 $2，因而没有巡检：请在控制台开通，或去掉 $3 的检查项',
  ],
  [
    /^(\S+): not available in the one region of account (.+), so nothing was inspected$/,
    '$1：账号 $2 唯一的地域没有此服务，因而没有巡检',
  ],
  [
    /^(\S+): not available in any of the (\d+) regions of account (.+), so nothing was inspected$/,
    '$1：账号 $3 的 $2 个地域都没有此服务，因而没有巡检',
  ],
  [
    /^more than (\d+) findings may have a common cause: those beyond are told one by one$/,
    '超过 $1 个失败项可能有共同的原因：超出的逐个通知',
  ],

  // Accounts and regions
  [/^(.+): (\d+) accounts$/, '$1：$2 个账号'],
  [
    /^account (.+?): its id could not be looked up now, the last known is used$/,
    '账号 $1：这次没能查到账号 ID，沿用上次的',
  ],
  [
    /^account (.+?): this cloud has no sts:GetCallerIdentity, its name stands for its id; set accountId to be exact$/,
    '账号 $1：这朵云没有 sts:GetCallerIdentity，以名称代替账号 ID；可设置 accountId',
  ],
  [
    /^account (.+?): (\S+) is no longer among its regions, what is open there stays open and unseen; name it again until it has recovered$/,
    '账号 $1：$2 已不在其地域之列，那里未恢复的故障仍然保留、但不再查看；恢复之前请把它加回来',
  ],
  [
    /^account (.+?): the cloud no longer lists the region (\S+), it is still asked$/,
    '账号 $1：云端不再列出地域 $2，仍然查询它',
  ],
  [
    /^account (.+?): Resource Center is not enabled, all regions are inspected$/,
    '账号 $1：没有开通资源中心，巡检所有地域',
  ],
  [/^account (.+?): all regions are inspected \((.*)\)$/, '账号 $1：巡检所有地域（$2）'],

  // Reporters
  [
    /^(.+?) refused (\d+) events for good \((.*)\); they are in the dead letters$/,
    '$1 拒收 $2 个事件（$3），已存入死信',
  ],
  [
    /^(.+?): the alert strategy kept (\d+) events muted and (\d+) untold$/,
    '$1：告警策略静默了 $2 个事件，另有 $3 个不通知',
  ],
  [/^(.+?): (\d+) events are gathered for the first run after (\S+)$/, '$1：$2 个事件汇总到 $3 之后的第一次巡检'],
  [
    /^(\d+) events wait for (.+?): (.+?); the oldest is from (\S+); the next run sends them$/,
    '$1 个事件等待 $2 接收：$3；最早的来自 $4；下次巡检时发送',
  ],
  [/^(\d+) events wait for (.+?): (.+?); the next run sends them$/, '$1 个事件等待 $2 接收：$3；下次巡检时发送'],
  [/^not accepted yet$/, '尚未接收'],
  [
    /^THE SPOOL FOR (.+?) HOLDS (\d+) EVENTS: repair or remove this reporter$/,
    '$1 积压了 $2 个事件：请修复或去掉这个通知渠道',
  ],
  [/^(.+?) was not reminded of what is open: (.*)$/s, '没有向 $1 重述未恢复的故障：$2'],
  [/^reporter (.+?) failed: (.*)$/s, '通知渠道 $1 失败：$2'],

  // Guance
  [
    /^dry run: Guance was not asked, so that the inspection counts as enabled and with its own parameters$/,
    '试运行：没有询问观测云，按已启用、使用自身参数处理',
  ],
  [/^not registered in Guance: (.*)$/s, '没有在观测云登记：$1'],
  [
    /^the configs of this call do not count: a registered inspection takes its parameters from Guance$/,
    '这次调用的 configs 不生效：已登记的巡检从观测云取得参数',
  ],
  [
    /^parameters set in Guance are not valid, the script's own are used: (.*)$/s,
    '观测云中设置的参数无效，使用脚本自身的参数：$1',
  ],
  [
    /^the parameter values set in Guance are not an object and were not used$/,
    '观测云中设置的参数值不是一个对象，没有采用',
  ],
  [
    /^parameter (.+) is set in Guance, but the inspection has none of that name$/,
    '观测云中设置了参数 $1，但巡检没有这个参数',
  ],
  [/^the alert policies (.*) were refused and not set: (.*)$/s, '告警策略 $1 被拒绝，没有设置：$2'],
  [
    /^objects and metrics are not written: there is no Guance key and no write token$/,
    '没有写入对象与指标：既没有观测云的 Key，也没有写入令牌',
  ],
];

/**
 * A sentence of a run about itself in the language of its reader; in English where nobody knows it in Chinese.
 *
 * @example spoken('the timeout of 60 s was reached: the rest is unknown', 'zh') // '达到 60 秒的超时：其余未知'
 */
export function spoken(sentence: string, language: Language): string {
  if (language === 'en') return sentence;
  for (const [pattern, zh] of SAYINGS) {
    const found = pattern.exec(sentence);
    if (found) return zh.replace(/\$(\d)/g, (_, n: string) => spoken(found[Number(n)] ?? '', language));
  }
  return sentence;
}
