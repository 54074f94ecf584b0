/** The fix plans of a run that was written with `run --out`, and what they save or cost. */
import { createLimiter, createTransport, endpointsFromEnv, type Client } from '../lib/aliyun';
import { redact } from '../lib/credentials';
import { ConfigError, messageOf } from '../lib/errors';
import {
  fillText,
  hintOf,
  inert,
  SEVERITIES,
  SEVERITY_WORDS,
  type FixCost,
  type FixPlan,
  type Language,
  type RunSummary,
  type Text,
} from '../lib/model';
import { spoken } from '../lib/report/spoken';
import { loadInspection, type Loaded } from '../ground/load';
import { CHECKERS } from '../scripts/registry.gen';
import { clientOf } from './client';
import { EXIT } from './exit';
import { amountOf, type Amount } from './prices';
import { findingsIn, summaryIn, type WrittenFinding } from './written';

export interface PlanFlags {
  readonly checker?: readonly string[];
  readonly asset?: readonly string[];
  /** Asks for amounts, with the accounts of this template or file; `true`: of the run's own template. */
  readonly prices?: string | true;
  readonly format: 'table' | 'json';
  readonly lang: Language;
}

/** A finding as far as it is shown. */
interface Line extends WrittenFinding {
  readonly messages?: Text;
  readonly fix?: FixPlan;
  readonly cost?: FixCost;
}

/** A failure with what is known of putting it right. */
export interface Planned extends Omit<Line, 'cost'> {
  /** Why there is no plan. */
  readonly noFix?: Text;
  readonly cost?: Omit<FixCost, 'ask'> & { readonly known?: Amount; readonly problem?: string };
}

const WORDS = {
  command: { zh: '命令', en: 'command' },
  effect: { zh: '可能的影响', en: 'what it may interrupt' },
  undo: { zh: '撤销', en: 'to undo it' },
  none: { zh: '没有修复方案', en: 'no fix plan' },
  notHere: {
    zh: '此资产的这一问题没有安全的单一修改',
    en: 'no single change is safe for this asset, or enough',
  },
  saves: { zh: '节省', en: 'saves' },
  costs: { zh: '费用', en: 'costs' },
  unknown: { zh: '未知（{{problem}}）', en: 'not known ({{problem}})' },
  noAmount: { zh: '账单和报价中没有该资产的金额', en: 'neither bills nor price queries know an amount' },
  total: { zh: '有修复方案：{{plans}}；没有：{{without}}', en: 'fix plans: {{plans}}; findings without: {{without}}' },
  partial: { zh: '注意：这次运行不完整', en: 'note: the run is incomplete' },
} as const satisfies Record<string, Text>;

/**
 * Prints how the failures of a run are put right, gravest first. Nothing is changed.
 *
 * @param directory what `run --out` has written
 * @returns the exit code: 3 when the run is incomplete, or an amount was asked for and could not be read
 * @throws ConfigError when it holds no run, or a checker or template is not known
 */
export async function plan(directory: string, flags: PlanFlags, write: (text: string) => void): Promise<number> {
  const summary = summaryIn(directory, 'run');
  const found = await failuresIn(directory, flags);
  const asked = flags.prices === undefined ? undefined : await accountsOf(flags.prices, summary);
  const planned = await withAmounts(found, asked, new Date());
  if (flags.format === 'json') write(`${redact(JSON.stringify(planned, undefined, 2))}\n`);
  else write(redact(tableOf(planned, summary, flags)));
  const unread = planned.some(({ cost }) => cost?.problem !== undefined);
  return unread || !summary.complete ? EXIT.incomplete : EXIT.complete;
}

async function failuresIn(directory: string, { checker: wanted, asset: assets }: PlanFlags): Promise<Line[]> {
  const failures: Line[] = [];
  const seen = new Set(CHECKERS.map(({ id }) => id));
  for await (const line of findingsIn<Line>(directory, 'run')) {
    seen.add(line.checker);
    if (line.verdict !== 'fail') continue;
    if ((wanted?.includes(line.checker) ?? true) && (assets?.includes(line.assetId) ?? true)) failures.push(line);
  }
  for (const id of wanted ?? []) {
    if (!seen.has(id))
      throw new ConfigError(`--checker ${id}: there is none${hintOf(id, [...seen])}`, { field: 'checker' });
  }
  const grave = ({ severity = 'info' }: Line) => SEVERITIES.indexOf(severity);
  return failures.sort((a, b) => grave(a) - grave(b));
}

type Accounts = NonNullable<Loaded['accounts']>;

async function accountsOf(given: string | true, { inspection }: RunSummary): Promise<Accounts> {
  const template = given === true ? inspection : given;
  const { accounts } = await loadInspection(template);
  if (accounts) return accounts;
  throw new ConfigError(`--prices ${template}: exports only run(); prices need the inspection itself`, {
    field: 'prices',
  });
}

/** Adds what is known of money. Of each asset the same thing is asked once. */
async function withAmounts(found: readonly Line[], accounts: Accounts | undefined, now: Date): Promise<Planned[]> {
  const shared = {
    transport: createTransport(),
    endpoints: endpointsFromEnv(process.env),
    limiter: createLimiter(),
  };
  const clients = new Map<string, Client | undefined>();
  const clientFor = ({ account, accountName }: Line): Client | undefined => {
    const key = `${account} ${accountName}`;
    if (!clients.has(key)) {
      const own = accounts?.find(({ name }) => name === accountName);
      const source = own ? undefined : accounts?.find((one) => 'member' in one);
      const spec = source && 'member' in source ? source.member?.({ name: accountName, accountId: account }) : own;
      clients.set(key, spec && clientOf(spec, shared));
    }
    return clients.get(key);
  };
  const known = new Map<string, Promise<Amount | undefined>>();
  const amountFor = (line: Line, cost: FixCost): Promise<Amount | undefined> => {
    const client = clientFor(line);
    if (!client)
      throw new ConfigError(`account ${line.accountName} is none of the template: name its file with --prices`, {
        field: 'prices',
      });
    const key = JSON.stringify([line.account, line.region, line.assetId, cost]);
    const before = known.get(key);
    const amount = before ?? amountOf(client, cost, line, now);
    known.set(key, amount);
    return amount;
  };
  const planned: Planned[] = [];
  try {
    for (const line of found) {
      const { cost, ...rest } = line;
      const { noFix } = CHECKERS.find(({ id }) => id === line.checker) ?? {};
      const shown = { ...rest, ...(rest.fix || !noFix ? {} : { noFix }) };
      if (!cost) {
        planned.push(shown);
        continue;
      }
      const { ask, ...said } = cost;
      try {
        const amount = accounts && ask.length > 0 ? await amountFor(line, cost) : undefined;
        planned.push({ ...shown, cost: { ...said, ...(amount && { known: amount }) } });
      } catch (error) {
        planned.push({ ...shown, cost: { ...said, problem: redact(messageOf(error)) } });
      }
    }
  } finally {
    shared.transport.close();
  }
  return planned;
}

function tableOf(planned: readonly Planned[], { complete }: RunSummary, { lang, prices }: PlanFlags): string {
  const colon = lang === 'zh' ? '：' : ': ';
  const lines: string[] = complete ? [] : [WORDS.partial[lang]];
  const put = (word: keyof typeof WORDS, text: string) => lines.push(`  ${WORDS[word][lang]}${colon}${inert(text)}`);
  for (const one of planned) {
    const { severity = 'info', checker, messages, message, region, accountName, fix, noFix } = one;
    const text = messages?.[lang] ?? message;
    lines.push(inert(`${SEVERITY_WORDS[severity][lang]}  ${checker}: ${text} (${region}, ${accountName})`));
    for (const { command } of fix?.calls ?? []) put('command', command);
    if (fix) {
      lines.push(`  Terraform: ${inert(fix.terraform)}`);
      put('effect', fix.effect[lang]);
    } else put('none', (noFix ?? WORDS.notHere)[lang]);
    if (one.cost) put(one.cost.kind, moneyOf(one.cost, lang, prices !== undefined));
    for (const { command } of fix?.undo ?? []) put('undo', command);
  }
  const plans = planned.filter(({ fix }) => fix !== undefined).length;
  lines.push(fillText(WORDS.total, { plans, without: planned.length - plans })[lang]);
  return `${lines.join('\n')}\n`;
}

function moneyOf({ known, problem, depends }: NonNullable<Planned['cost']>, lang: Language, asked: boolean): string {
  if (known) return known.text[lang];
  if (!asked) return depends[lang];
  const why = problem === undefined ? WORDS.noAmount[lang] : spoken(problem, lang);
  return `${fillText(WORDS.unknown, { problem: why })[lang]}${lang === 'zh' ? '；' : '; '}${depends[lang]}`;
}
