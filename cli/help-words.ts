/** The help of the command line in Chinese, by its English. */
import type { Command } from 'commander';

const HELP_IN_CHINESE: Readonly<Record<string, string>> = {
  'Inspections of Alibaba Cloud assets': '阿里云资产巡检',
  'output the version number': '显示版本号',
  'zh or en': '语言：zh 或 en',
  'what to print': '输出格式',
  'table, json, sarif, ocsf, junit, csv, markdown, prometheus, cis, mlps or well-architected; several, with a file: sarif=results.sarif':
    '输出格式：table、json、sarif、ocsf、junit、csv、markdown、prometheus、cis、mlps 或 well-architected；可多个并指定文件：sarif=results.sarif',
  'what has changed between two runs that were written with --out': '两次用 --out 写出的运行之间有何变化',
  'output directory of the earlier run': '较早一次运行的输出目录',
  'output directory of the later run': '较晚一次运行的输出目录',
  'exit with 4 when something new or graver is at least that': '新增或加重的问题达到此级别时退出码为 4',
  'how the findings of a run that was written with --out are put right; changes nothing':
    '用 --out 写出的一次运行的结果如何修复；不做任何修改',
  'output directory of the run': '该次运行的输出目录',
  'of these checkers only': '只限这些检查项',
  'of these assets only': '只限这些资产',
  'ask bills and price queries what it saves or costs, with the accounts of this template or file (default: that of the run)':
    '用此模板或文件中的账号查询账单与报价，得出节省或花费的金额（默认为该次运行的模板）',
  'what to do': '要做的事',
  'run an inspection: a template by its id, or a file': '执行一个巡检：模板 id，或一个文件',
  'template id (see list) or a file (.ts, .mts, .cts, .js, .mjs, .cjs)':
    '模板 id（见 list），或文件（.ts、.mts、.cts、.js、.mjs、.cjs）',
  'asset ids, or {"regions":[],"instanceIds":[],"params":{}}, as JSON':
    'JSON：资产 id，或 {"regions":[],"instanceIds":[],"params":{}}',
  'judge, but change no state': '只判断，不改变状态',
  'write summary.json, findings, events, assets (.jsonl) and report.html there':
    '把 summary.json、结果、事件、资产（.jsonl）和 report.html 写到此目录',
  'what is remembered between runs: a folder or postgres://…': '两次运行之间保存的状态：目录或 postgres://…',
  'exit with 4 from this severity on': '有此级别及以上的问题时退出码为 4',
  'a local Alibaba Cloud for demos and tests': '用于演示和测试的本地阿里云仿真',
  'port to listen on (0: any)': '监听端口（0：任意）',
  'seed of its world': '生成仿真资产的种子',
  'JSON file that describes its world': '描述仿真资产的 JSON 文件',
  'milliseconds before each answer': '每次应答前的毫秒数',
  'a local workspace that speaks the protocol of Guance: registrations, events, alerts':
    '使用观测云协议的本地工作空间：注册、事件、告警',
  'where it keeps its data': '数据目录',
  'print URLs, key and token as one JSON object on the first line': '第一行以 JSON 输出地址、Key 和 token',
  'a function host: schedules, runs and shows inspections, with a local workspace, an API and a console':
    '函数主机：定时、执行并展示巡检，带本地工作空间、API 和控制台',
  'port to listen on (0: any; default: 9300)': '监听端口（0：任意；默认 9300）',
  'address to listen on (default: 127.0.0.1)': '监听地址（默认 127.0.0.1）',
  'folder of your own scripts (default: scripts below --data)': '自己的脚本目录（默认为 --data 下的 scripts）',
  'JSON file with these and more settings, see docs/serve.md': '含这些及更多设置的 JSON 文件，见 docs/serve.md',
  'inspect an emulated cloud: no account is needed': '巡检仿真云，不需要账号',
  'instead, of a host that is stopped: replace its key, or the password of a user':
    '改为对已停止的主机：更换主密钥，或重置用户的密码',
  'of rotate-key: the new key, where the host may not write it':
    '用于 rotate-key：新密钥所在文件，主机不能写密钥的位置时使用',
  'of reset-password (default: admin)': '用于 reset-password（默认：admin）',
  'leave it to the workers of this queue: redis://…': '交给此队列的 worker 执行：redis://…',
  'take runs from a queue, together with others on any machine; needs the state in PostgreSQL':
    '从队列领取巡检任务，可与任意机器上的其他 worker 一起工作；状态须保存在 PostgreSQL',
  'the queue: redis://…': '队列：redis://…',
  'what is remembered between runs: postgres://…': '两次运行之间保存的状态：postgres://…',
  'folder of your own scripts: the same on all machines': '自己的脚本目录：所有机器上须相同',
  'accounts at once': '同时巡检的账号数',
  'after so long others go on with what a killed worker did': 'worker 被强制结束后，多少秒由其他 worker 接手',
  'for what is under way when it is told to stop': '收到停止信号后，给进行中任务的秒数',
  'two runs against an embedded emulator and workspace: anomalies, then recoveries; needs no account':
    '对内置的仿真云和工作空间巡检两次：先异常，后恢复；不需要账号',
  'where the reports go': '报告目录',
  'copy a template beside your code, ready to edit': '把模板复制到你的代码旁，供修改',
  'template id (see list)': '模板 id（见 list）',
  'where the copy goes (default: <template>-inspection.ts)': '复制到何处（默认 <template>-inspection.ts）',
  'templates and checkers': '模板与检查项',
  'what every checker finds, and what it costs in calls': '每个检查项发现什么，需要多少次调用',
  'leave out what answers with passwords, keys or download addresses': '不含会返回密码、密钥或下载地址的操作',
  'the least RAM policy for templates or files; without any, for all checkers':
    '模板或文件所需的最小 RAM 策略；不给则为所有检查项',
  'template ids (see list) or files': '模板 id（见 list）或文件',
  'check, mend or forget what inspections remember between runs': '检查、修复或清除巡检在两次运行之间保存的状态',
  'of this inspection only': '只限此巡检',
  'of this account only': '只限此账号',
  'in this region only': '只限此地域',
  'of this collector only': '只限此采集项',
  'where it is: a folder or postgres://…': '状态在何处：目录或 postgres://…',
  'it is in Redis, at ALIYUN_INSPECTION_REDIS_URL': '状态在 Redis 中，地址为 ALIYUN_INSPECTION_REDIS_URL',
  'forget for good; without it, what would be forgotten is printed': '真正清除；不给则只列出将被清除的内容',
  'say that an event of a change is normal, take that back, or list what was said':
    '确认一个突变事件为正常、撤销确认，或列出已确认的事件',
  'id of the fault or of its first event': '故障 id，或其第一个事件的 id',
  'why it is normal': '为何正常',
  'where a run has written events.jsonl: for events that are over': '运行写出 events.jsonl 的目录：用于已结束的事件',
  'check credentials, identity, permissions and endpoints, one line each': '检查凭证、身份、权限与接入点，各占一行',
  'whose permissions to check': '检查哪个模板的权限',
  'where to try': '在哪个地域尝试',
};

const inChinese = (english: string): string => {
  const known = HELP_IN_CHINESE[english];
  if (known !== undefined) return known;
  const data = /^where it keeps everything \(default: (.+)\)$/.exec(english)?.[1];
  return data === undefined ? english : `所有数据的目录（默认 ${data}）`;
};

/** Puts the help of a program and of its commands into Chinese. */
export function helpInChinese(program: Command): void {
  for (const command of [program, ...program.commands]) {
    command.description(inChinese(command.description()));
    for (const option of command.options) option.description = inChinese(option.description);
    for (const argument of command.registeredArguments) argument.description = inChinese(argument.description);
    command.helpOption('-h, --help', '显示帮助').configureHelp({
      styleTitle: (title) =>
        ({ 'Usage:': '用法：', 'Arguments:': '参数：', 'Options:': '选项：', 'Commands:': '命令：' })[title] ?? title,
    });
  }
  program.helpCommand('help [command]', '显示命令的帮助');
}

/** Whether a command line asks for Chinese: by `--lang`, else as the host is set. */
export function wantsChinese(argv: readonly string[], host: 'zh' | 'en'): boolean {
  const at = argv.indexOf('--lang');
  const given = at < 0 ? argv.find((arg) => arg.startsWith('--lang='))?.slice('--lang='.length) : argv[at + 1];
  return (given ?? host) === 'zh';
}
