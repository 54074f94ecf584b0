import { createHash } from 'node:crypto';
import { shownField, type AnyChecker } from '../define';
import {
  SEVERITY_WORDS,
  epochSeconds,
  fill,
  formatDuration,
  show,
  type AnyAsset,
  type Consequence,
  type DimensionTags,
  type EventKind,
  type FixCost,
  type FixPlan,
  type InspectionEvent,
  type Language,
  type MessageData,
  type Scalar,
  type Severity,
  type Text,
} from '../model';

/** 32 hex characters, stable for ever: a fingerprint is stored and compared between runs and versions. */
function hash(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\u0000')).digest('hex').slice(0, 32);
}

/** Identity of a finding. @example fingerprintOf('ecs-daily', tags) // 32 hex characters */
export function fingerprintOf(inspection: string, tags: DimensionTags): string {
  return hash(inspection, tags.account_id, tags.region, tags.product, tags.asset_id, tags.checker);
}

/** @param by the inspection that reports it in the name of another; `undefined` when it is its own */
export function eventIdOf(fingerprint: string, runStartedAt: string, kind: EventKind, by?: string): string {
  return `event-${hash(fingerprint, runStartedAt, kind, ...(by === undefined ? [] : [by]))}`;
}

/** Everything an event is made of. */
export interface EventFacts {
  readonly kind: EventKind;
  readonly status: Severity | 'ok';
  readonly previousStatus?: Severity;
  readonly reason?: InspectionEvent['reason'];
  /** In whose name. */
  readonly inspection: { readonly id: string; readonly title: Text };
  /** The inspection that reports it, where that is another one. */
  readonly by?: string;
  /** See {@link InspectionEvent.seenBy}. */
  readonly seenBy?: readonly string[];
  readonly checker: AnyChecker;
  readonly asset: Pick<AnyAsset, 'id' | 'name' | 'account' | 'region' | 'product'>;
  /** The whole asset, when it was read in this run. */
  readonly fields?: AnyAsset;
  readonly finding: Text;
  readonly data: MessageData;
  /** See {@link InspectionEvent.fix}. */
  readonly fix?: FixPlan;
  /** What it saves or costs to put it right. */
  readonly cost?: FixCost;
  readonly runStartedAt: string;
  readonly now: Date;
  /** Of the round that is under way; absent for its first event. Without an id nobody has been told of it yet. */
  readonly fault?: { readonly id?: string; readonly startedAt: string };
  /** What follows from the finding, gravest first. */
  readonly consequences?: readonly Consequence[];
  /** How many there are, where not all are given. */
  readonly consequenceCount?: number;
}

/** What identifies an event about a finding. */
export function tagsOf(asset: EventFacts['asset'], checker: string): DimensionTags {
  const { account, region, product, id } = asset;
  return { account_id: account.id, region, product, asset_id: id, checker };
}

/** Makes one event: identity, title and Markdown in both languages. Pure but for hashing. */
export function composeEvent(facts: EventFacts): InspectionEvent {
  const { asset, checker, now } = facts;
  const dimensionTags = tagsOf(asset, checker.id);
  const { consequences = [], consequenceCount = consequences.length, seenBy = [] } = facts;
  const fingerprint = fingerprintOf(facts.inspection.id, dimensionTags);
  const id = eventIdOf(fingerprint, facts.runStartedAt, facts.kind, facts.by);
  const startedAt = facts.fault?.startedAt ?? now.toISOString();
  const duration = Math.max(0, epochSeconds(now) - epochSeconds(new Date(startedAt)));
  const attributes = attributesOf(checker, facts.fields);
  const each = (make: (language: Language) => string): Text => ({ zh: make('zh'), en: make('en') });
  return {
    id,
    kind: facts.kind,
    status: facts.status,
    previousStatus: facts.previousStatus,
    time: now.toISOString(),
    inspection: facts.inspection.id,
    inspectionTitle: facts.inspection.title,
    ...(seenBy.length > 1 ? { seenBy } : {}),
    checker: checker.id,
    checkerTitle: checker.title,
    title: each((language) => oneLine(titleOf(facts, language))),
    message: each((language) => bodyOf(facts, attributes, duration, startedAt, language)),
    why: checker.why,
    remedy: checker.remedy,
    ...(facts.fix ? { fix: facts.fix } : {}),
    dimensionTags,
    fingerprint,
    faultId: facts.fault?.id ?? id,
    faultStartTime: startedAt,
    faultDuration: duration,
    account: asset.account.id,
    accountName: asset.account.name,
    region: asset.region,
    product: asset.product,
    assetId: asset.id,
    assetName: asset.name,
    reason: facts.reason,
    data: facts.data,
    attributes,
    ...(consequences.length > 0 ? { consequences, consequenceCount } : {}),
  };
}

function titleOf(facts: EventFacts, language: Language): string {
  const title = faultTitle(facts.checker, facts.asset)[language];
  if (facts.kind !== 'recovery') return `${title}${andMore(facts, language)}`;
  return language === 'zh' ? `已恢复 - ${title}` : `Recovered - ${title}`;
}

/** What is wrong, and with which asset, on one line. */
export function faultTitle({ title }: AnyChecker, { id, name }: Pick<AnyAsset, 'id' | 'name'>): Text {
  const who = oneLine(name && name !== id ? `${name} (${id})` : id);
  return { zh: `${title.zh}: ${who}`, en: `${title.en}: ${who}` };
}

function andMore(facts: EventFacts, language: Language) {
  const { consequences = [], consequenceCount: count = consequences.length } = facts;
  if (count === 0) return '';
  if (isGroup(facts)) {
    if (language === 'zh') return `（另有 ${count} 个资产同时如此）`;
    return ` (and ${count} ${count === 1 ? 'other' : 'others'} at the same time)`;
  }
  if (hasCause(facts)) return language === 'zh' ? `（另有 ${count} 个相关问题）` : ` (and ${count} of the same fault)`;
  if (language === 'zh') return `（引发 ${count} 个问题）`;
  return ` (and ${count} ${count === 1 ? 'consequence' : 'consequences'})`;
}

/** Whether what is listed is no consequence, but the same on other assets. */
function isGroup({ checker, consequences = [] }: EventFacts): boolean {
  return consequences.length > 0 && consequences.every((one) => one.checker === checker.id);
}

/** Whether one of what is listed is the cause, which was found after the event had begun. */
function hasCause({ consequences = [] }: EventFacts): boolean {
  return consequences.some(({ isCause }) => isCause);
}

/** So many consequences are listed in a message. */
const LISTED = 20;

const WORDS = {
  zh: {
    consequences: '由此引发',
    group: '同时如此',
    related: '同一故障',
    cause: '原因',
    more: (count: number) => `另有 ${count} 个，见巡检结果`,
    inspected: '巡检',
    seenBy: '发现它的巡检',
    asset: '资产',
    account: '账号',
    region: '地域',
    since: '开始时间',
    lasting: '持续',
    value: '当前值',
    threshold: '阈值',
    why: '影响',
    remedy: '处理建议',
    fix: '修复方案（巡检不会执行）',
    noFix: '没有修复方案',
    command: '命令',
    effect: '可能的影响',
    saves: '节省',
    costs: '费用',
    undo: '撤销',
    console: '在控制台查看',
    attributes: '资产属性',
    docs: '参考文档',
    name: '属性',
    content: '值',
    passed: '检查已通过。',
    accepted: '已被确认为正常。',
    'not-applicable': '该检查项不再适用于此资产。',
    'asset-gone': '资产已释放。',
    was: '此前',
  },
  en: {
    consequences: 'What follows from it',
    group: 'The same at the same time',
    related: 'Of the same fault',
    cause: 'cause',
    more: (count: number) => `and ${count} more: see the findings`,
    inspected: 'Inspection',
    seenBy: 'Seen by',
    asset: 'Asset',
    account: 'Account',
    region: 'Region',
    since: 'Since',
    lasting: 'for',
    value: 'Value',
    threshold: 'Threshold',
    why: 'Why it matters',
    remedy: 'What to do',
    fix: 'Fix plan (no inspection applies it)',
    noFix: 'No fix plan',
    command: 'Command',
    effect: 'What it may interrupt',
    saves: 'What it saves',
    costs: 'What it costs',
    undo: 'To undo it',
    console: 'Open in the console',
    attributes: 'Attributes',
    docs: 'Documentation',
    name: 'Attribute',
    content: 'Value',
    passed: 'The check passes again.',
    accepted: 'Somebody has said that this is normal.',
    'not-applicable': 'The check no longer applies to this asset.',
    'asset-gone': 'The asset has been released.',
    was: 'It was',
  },
} as const;

function bodyOf(
  facts: EventFacts,
  attributes: Readonly<Record<string, string>>,
  duration: number,
  startedAt: string,
  language: Language,
): string {
  const { asset, checker, data } = facts;
  const w = WORDS[language];
  const lines: string[] = [];
  if (facts.kind === 'recovery') {
    lines.push(`**${w[facts.reason ?? 'passed']}**`, '', `${w.was}: ${md(facts.finding[language])}`);
  } else {
    lines.push(`**${md(facts.finding[language])}**`);
  }
  lines.push('');
  lines.push(
    `- ${w.inspected}: ${md(facts.inspection.title[language])} / ${md(checker.title[language])} (\`${checker.id}\`)`,
  );
  const { seenBy = [] } = facts;
  if (seenBy.length > 1) lines.push(`- ${w.seenBy}: ${seenBy.map((id) => `\`${id}\``).join(', ')}`);
  lines.push(`- ${w.asset}: ${asset.name ? `${md(asset.name)} ` : ''}\`${code(asset.id)}\``);
  lines.push(
    `- ${w.account}: ${md(asset.account.name)} \`${code(asset.account.id)}\`, ${w.region}: \`${asset.region}\``,
  );
  if (typeof data.value === 'number') {
    const unit = typeof data.unit === 'string' ? ` ${data.unit}` : '';
    const limit = data.threshold === undefined ? '' : `, ${w.threshold}: ${show(data.threshold)}${unit}`;
    lines.push(`- ${w.value}: ${show(data.value)}${unit}${limit}`);
  }
  const since = `${startedAt.slice(0, 19)}Z`;
  lines.push(`- ${w.since}: ${since}${duration > 0 ? ` (${w.lasting} ${formatDuration(duration * 1000)})` : ''}`);
  if (facts.kind !== 'recovery') {
    lines.push(
      '',
      `**${w.why}**: ${md(checker.why[language])}`,
      '',
      `**${w.remedy}**: ${md(checker.remedy[language])}`,
    );
    if (facts.fix) lines.push('', ...planOf(facts.fix, language));
    else if (checker.noFix) lines.push('', `**${w.noFix}**: ${md(checker.noFix[language])}`);
    if (facts.cost) lines.push('', `**${w[facts.cost.kind]}**: ${md(facts.cost.depends[language])}`);
  }
  lines.push(...consequencesOf(facts, language));
  const rows = Object.entries(attributes);
  if (rows.length > 0) {
    lines.push('', `| ${w.name} | ${w.content} |`, '| --- | --- |');
    for (const [name, value] of rows) lines.push(`| ${name} | ${cell(value)} |`);
  }
  const link = consoleLink(checker, asset);
  lines.push('', [link && `[${w.console}](${link})`, `[${w.docs}](${checker.docs})`].filter(Boolean).join(' · '));
  return lines.join('\n');
}

function planOf({ calls, undo, terraform, effect }: FixPlan, language: Language): string[] {
  const w = WORDS[language];
  const commands = (list: FixPlan['calls']) => list.map(({ command }) => `\`${code(command)}\``);
  return [
    `**${w.fix}**`,
    '',
    ...commands(calls).map((command) => `- ${w.command}: ${command}`),
    `- Terraform: \`${code(terraform)}\``,
    `- ${w.effect}: ${md(effect[language])}`,
    ...commands(undo).map((command) => `- ${w.undo}: ${command}`),
  ];
}

function consequencesOf(facts: EventFacts, language: Language): string[] {
  const { consequences = [], consequenceCount: count = consequences.length } = facts;
  if (count === 0) return [];
  const w = WORDS[language];
  const shown = consequences.slice(0, LISTED);
  const lines = shown.map((one) => {
    const name = one.assetName && one.assetName !== one.assetId ? `${md(one.assetName)} ` : '';
    return `- ${SEVERITY_WORDS[one.severity][language]}: ${name}\`${code(one.assetId)}\` ${md(one.message[language])} (\`${one.checker}\`)${one.isCause ? ` - ${w.cause}` : ''}`;
  });
  if (count > shown.length) lines.push(`- ${w.more(count - shown.length)}`);
  const heading = hasCause(facts) ? w.related : isGroup(facts) ? w.group : w.consequences;
  return ['', `**${heading}** (${count})`, '', ...lines];
}

/** The console page of an asset, or `undefined` when its product declares none. */
export function consoleLink(
  checker: AnyChecker,
  asset: { readonly id: string; readonly region: string },
): string | undefined {
  const template = checker.asset.console ?? checker.asset.product.console;
  return template && fill(template, { region: encodeURIComponent(asset.region), id: encodeURIComponent(asset.id) });
}

function attributesOf(checker: AnyChecker, asset: AnyAsset | undefined): Record<string, string> {
  const shown: Record<string, string> = {};
  if (!asset) return shown;
  for (const name of checker.asset.show ?? []) {
    const value = shownField(asset, name);
    if (value === undefined || value === '' || isEmpty(value)) continue;
    shown[name] =
      typeof value === 'object' && !(value instanceof Date) && !Array.isArray(value)
        ? Object.entries(value as Record<string, unknown>)
            .map(([key, v]) => `${key}=${String(v)}`)
            .join(', ')
        : show(value as Scalar);
  }
  return shown;
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !(value instanceof Date) && Object.keys(value).length === 0;
}

/** Names come from the cloud's users: nothing in them may become markup. */
function md(text: string): string {
  return oneLine(text).replace(/([\\`*_[\]<>#|])/g, '\\$1');
}

function code(text: string): string {
  return oneLine(text).replace(/`/g, "'");
}

function cell(text: string): string {
  return md(text).slice(0, 300);
}

function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim();
}
