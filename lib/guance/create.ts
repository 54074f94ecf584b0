import type { Language } from '../model';
import type { Reporter } from '../report/reporter';
import { RECEIVER_NAMES, receiverReporter, type ReceiverName } from '../report/receivers';
import { dingtalkReporter, feishuReporter, slackReporter, wecomReporter } from '../report/robots';
import type { Clock, Stop } from '../report/stop';
import { webhookReporter } from '../report/webhook';
import { createGuanceClient, type GuanceClient, type RequestLimits } from './client';
import { reporterNames, type GuanceConfig, type ReporterName } from './config';
import { createGateway } from './gateway';
import { parseUrl, resolveNode } from './nodes';
import { externalReporter, guanceReporter, keyeventReporter, type Identify } from './reporters';

export interface CreateOptions {
  /** Of what is told without a workspace that has a language of its own. */
  readonly language: Language;
  readonly identify?: Identify;
  /** Until when what a run says counts where nobody says it again, ISO 8601. */
  readonly until: string;
  readonly stop?: Stop;
  readonly limits?: RequestLimits;
  readonly clock?: Clock;
}

/** A configuration, ready to be used. */
export interface Guance {
  /** Present when there is a key. */
  readonly client?: GuanceClient;
  /** All that are asked for but `file` and `console`, in the order of asking. */
  readonly reporters: readonly Reporter[];
  /** `file` and `console`, where they are asked for: they belong to the host. */
  readonly local: readonly ReporterName[];
}

/**
 * Makes client and reporters of a configuration. Nothing is called yet.
 *
 * @throws ConfigError naming the variable
 * @example
 * const { client, reporters } = createGuance(guanceFromEnv(process.env), { language: 'en' });
 */
export function createGuance(config: GuanceConfig, options: CreateOptions): Guance {
  const node = resolveNode(config);
  const { stop, limits, clock, identify, until } = options;
  const shared = { openapi: node.openapi, stop, limits, clock };
  const client = config.apiKeyId ? createGuanceClient({ ...shared, apiKeyId: config.apiKeyId }) : undefined;
  const token = config.token ?? node.token;
  const workspaceLanguage = async () => (client ? (await client.workspace()).language : options.language);
  const robot = { language: options.language, stop, clock };

  const receivers = Object.fromEntries(
    RECEIVER_NAMES.map((name) => [name, () => receiverReporter(name, config, { ...robot, until })]),
  ) as Record<ReceiverName, () => Reporter | undefined>;
  const make: Readonly<Record<ReporterName, () => Reporter | undefined>> = {
    guance: () => client && guanceReporter(client, { identify, eventFields: config.eventFields }),
    'guance-external': () =>
      config.external && externalReporter(createGuanceClient(shared), config.external, workspaceLanguage),
    'guance-keyevent': () =>
      keyeventReporter({
        identify,
        async gateway() {
          const own = token ?? (await client?.workspace())?.token;
          return createGateway({ url: node.openway ?? '', token: own, stop });
        },
        async context() {
          const workspace = await client?.workspace();
          return { language: workspace?.language ?? options.language, workspace };
        },
      }),
    dataway: () => {
      if (config.dataway === undefined) return undefined;
      const gateway = createGateway({ ...parseUrl(config.dataway, 'GUANCE_DATAWAY_URL', true), stop });
      return keyeventReporter({
        name: 'dataway',
        identify,
        gateway: () => Promise.resolve(gateway),
        context: () => Promise.resolve({ language: options.language }),
      });
    },
    webhook: () =>
      config.webhook === undefined
        ? undefined
        : webhookReporter({ url: config.webhook, batch: config.webhookBatch, ...robot }),
    dingtalk: () => config.dingtalk && dingtalkReporter({ ...config.dingtalk, ...robot }),
    feishu: () => config.feishu && feishuReporter({ ...config.feishu, ...robot }),
    wecom: () => config.wecom && wecomReporter({ ...config.wecom, ...robot }),
    slack: () => config.slack && slackReporter({ ...config.slack, ...robot }),
    ...receivers,
    file: () => undefined,
    console: () => undefined,
  };
  const names = reporterNames(config);
  return {
    ...(client ? { client } : {}),
    reporters: names.map((name) => make[name]()).filter((reporter) => reporter !== undefined),
    local: names.filter((name) => name === 'file' || name === 'console'),
  };
}
