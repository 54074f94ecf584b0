/** Tells people when a function of a deployment itself has failed, as Function Compute reports it to the destination of failures. */
import { redact } from '../../lib/credentials';
import { ConfigError, messageOf } from '../../lib/errors';
import { createGuance, guanceFromEnv, type GuanceConfig } from '../../lib/guance';
import type { Language } from '../../lib/model';
import { excerpt, exchange } from '../../lib/report/http';
import { dingtalk, feishu, robotClient, slack, wecom } from '../../lib/report/robots';

/** What Function Compute documents of an invocation that has failed; a timer's is one that nobody waits for. */
interface FailureRecord {
  /** Epoch milliseconds. */
  readonly timestamp?: number;
  readonly requestContext?: {
    readonly requestId?: string;
    /** `acs:fc:<region>:<account>:functions/<name>` */
    readonly functionArn?: string;
    /** Such as `FunctionResourceExhausted`. */
    readonly condition?: string;
    readonly approximateInvokeCount?: number;
  };
  readonly responseContext?: { readonly statusCode?: number; readonly functionError?: string };
  readonly responsePayload?: unknown;
}

interface Notice {
  readonly name: string;
  readonly title: string;
  readonly text: string;
  readonly at: number;
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Tells everybody who is configured: the robots, the webhook, and Guance as an event of its own (it belongs to no inspection:
 * one that cannot run cannot say that it has recovered).
 *
 * @returns who was told
 * @throws ConfigError when nobody is configured; Error when nobody could be told
 * @example await tellFailure(record, process.env, 'en') // ['dingtalk', 'guance']
 */
export async function tellFailure(record: unknown, env: Env, language: Language): Promise<readonly string[]> {
  const notice = noticeOf(record);
  const config = guanceFromEnv(env);
  const ways = waysOf(config, notice, language);
  if (ways.length === 0) {
    throw new ConfigError(
      `${notice.title}: nobody is told, because there is neither a robot nor a webhook nor a key of Guance (DINGTALK_ROBOT_URL, FEISHU_ROBOT_URL, WECOM_ROBOT_URL, GUANCE_WEBHOOK_URL, GUANCE_API_KEY_ID)`,
      { field: 'DINGTALK_ROBOT_URL' },
    );
  }
  const answers = await Promise.allSettled(ways.map(([, tell]) => tell()));
  const told = ways.filter((_, i) => answers[i]?.status === 'fulfilled').map(([name]) => name);
  const problems = answers.flatMap((answer, i) =>
    answer.status === 'rejected' ? [`${ways[i]?.[0]}: ${redact(messageOf(answer.reason))}`] : [],
  );
  if (told.length === 0) throw new Error(`${notice.title}: nobody could be told: ${problems.join('; ')}`);
  for (const problem of problems) process.stdout.write(`${problem}\n`);
  return told;
}

/** @throws ConfigError when it is no such record */
function noticeOf(record: unknown): Notice {
  const { timestamp = Date.now(), requestContext, responseContext, responsePayload } = (record ?? {}) as FailureRecord;
  const name = /functions\/([^/]+)$/.exec(requestContext?.functionArn ?? '')?.[1];
  if (name === undefined) {
    throw new ConfigError(
      'failed: the event is no record of a failed invocation: it has no requestContext.functionArn',
      {
        field: 'requestContext.functionArn',
      },
    );
  }
  const said = typeof responsePayload === 'string' ? responsePayload : JSON.stringify(responsePayload ?? '');
  const why = [requestContext?.condition, responseContext?.functionError, excerpt(redact(said))].filter(Boolean);
  const at = new Date(timestamp).toISOString();
  return {
    name,
    at: timestamp,
    title: `函数 ${name} 执行失败 / Function ${name} has failed`,
    text: [
      `- ${at}`,
      `- ${why.join(' · ') || `HTTP ${responseContext?.statusCode ?? '?'}`}`,
      `- requestId ${requestContext?.requestId ?? '?'}`,
      '',
      '本次巡检没有完成：既没有新的异常，也没有恢复。请在日志服务中按 requestId 查看原因。',
      'This inspection has not ended: nothing was raised and nothing has recovered. Its log, by the requestId, says why.',
    ].join('\n'),
  };
}

function waysOf(
  config: GuanceConfig,
  { name, title, text, at }: Notice,
  language: Language,
): readonly (readonly [name: string, tell: () => Promise<unknown>])[] {
  const ways: (readonly [string, () => Promise<unknown>])[] = [];
  for (const [brand, access] of [
    [dingtalk, config.dingtalk],
    [feishu, config.feishu],
    [wecom, config.wecom],
    [slack, config.slack],
  ] as const) {
    if (!access) continue;
    const message = { title, text: `**${title}**\n\n${text}`, status: 'critical' } as const;
    ways.push([brand.name, () => robotClient(brand, access).send(message)]);
  }
  const { webhook } = config;
  if (webhook !== undefined) ways.push(['webhook', () => post(webhook, { function: name, title, message: text, at })]);
  const { client } = createGuance(config, { language, until: new Date(at).toISOString() });
  if (client) {
    const customTags = { function: name };
    const event = { date: at, status: 'critical', title, message: text, origin: 'function-compute', customTags };
    ways.push(['guance', () => client.post('/api/v1/events/create', event)]);
  }
  return ways;
}

async function post(url: string, body: object): Promise<void> {
  const headers = { 'Content-Type': 'application/json' };
  const { status } = await exchange({ method: 'POST', url, headers, body: JSON.stringify(body), what: 'webhook' });
  if (status >= 300) throw new Error(`webhook: HTTP ${status}`);
}
