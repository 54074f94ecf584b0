import { randomUUID } from 'node:crypto';
import { ConfigError, isInspectionError, messageOf } from '../errors';
import {
  createGateway,
  createGuance,
  functionMetadata,
  guanceFromEnv,
  mergeKwargs,
  metricPoints,
  objectPoint,
  pointWriter,
  refKeyOf,
  register,
  resolveNode,
  type Guance,
  type GuanceConfig,
} from '../guance';
import { type Language } from '../model';
import type { Reporter } from '../report';
import type { StateStore } from '../state';
import { parseConfigs, type RunConfigs } from './configs';
import type { Inspection } from './types';

/** What a workspace has to say about a run, before anything is inspected. */
export interface Link {
  readonly reporters: readonly Reporter[];
  readonly disabled: boolean;
  /** The parameters to use. */
  readonly configs: RunConfigs;
  readonly problems: { readonly parameters?: string; readonly registration?: string };
  readonly notes: readonly string[];
  /** Whether there is a workspace at all. */
  readonly registered: boolean;
}

export interface LinkOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly language: Language;
  readonly signal?: AbortSignal;
  readonly deadline: number;
  readonly state: StateStore;
  readonly now: Date;
}

type Config = NonNullable<Inspection['guance']>;

/** Reads and checks how to reach Guance; nothing is called. @throws ConfigError naming the variable */
export function guanceConfigOf(
  inspection: Inspection,
  env: Readonly<Record<string, string | undefined>>,
): GuanceConfig {
  const { funcId: _f, alertPolicyUUIDs: _a, category: _c, onRegistrationFailure: _o, ...own } = inspection.guance ?? {};
  return guanceFromEnv(env, own);
}

/**
 * Registers the inspection, takes its parameters and state from the workspace, and makes the reporters that are
 * configured. A registration that fails does not stop the run unless the script says so.
 *
 * @param input what the caller gave: it counts unless the workspace has a value of its own
 */
export async function linkWorkspace(
  inspection: Inspection,
  config: GuanceConfig,
  input: unknown,
  options: LinkOptions,
): Promise<Link> {
  const own = parseConfigs(input);
  const settings: Partial<Config> = inspection.guance ?? {};
  const funcId = settings.funcId ?? `aliyun_inspection__${inspection.id.replace(/-/g, '_')}.run`;
  const stop = { signal: options.signal, deadline: options.deadline };
  const wanted = config.apiKeyId !== undefined;
  const refKey = wanted ? refKeyOf(funcId, await hostSecret(options)) : '';
  let checkerId: string | undefined;
  const identify = () => (wanted ? { refKey, ...(checkerId ? { checkerId } : {}) } : undefined);
  const guance = createGuance(config, { language: options.language, identify, stop });
  const reporters = [...guance.reporters];
  const plain = { reporters, disabled: false, configs: own, problems: {}, notes: [], registered: wanted };
  if (!guance.client) return plain;
  if (inspection.report?.objects || inspection.report?.metrics) {
    reporters.push(dataReporter(inspection, config, guance, stop, options.now));
  }
  try {
    const registration = await register(guance.client, {
      refKey,
      funcId,
      title: inspection.title[options.language],
      category: settings.category ?? 'general',
      alertPolicyUUIDs: settings.alertPolicyUUIDs,
      ...functionMetadata({
        name: 'run',
        params: [{ name: 'configs', default: null }],
        title: inspection.title,
        doc: docOf(inspection),
      }),
    });
    checkerId = registration.uuid;
    const { kwargs, notes } = mergeKwargs({ configs: null }, registration.callKwargs);
    const linked = { ...plain, notes: [...registration.notes, ...notes], disabled: registration.status === 'disabled' };
    if (kwargs.configs === null) return linked;
    try {
      return { ...linked, configs: parseConfigs(kwargs.configs) };
    } catch (error) {
      if (!isInspectionError(error, 'config')) throw error;
      return { ...linked, problems: { parameters: messageOf(error) } };
    }
  } catch (error) {
    if (!isInspectionError(error) || settings.onRegistrationFailure === 'stop') throw error;
    const problem = messageOf(error);
    return { ...plain, problems: { registration: problem }, notes: [`not registered in Guance: ${problem}`] };
  }
}

/** What makes this host's inspections its own: from the environment, or made once and kept in the state. */
async function hostSecret({ env, state }: LinkOptions): Promise<string> {
  const given = env.GUANCE_HOST_SECRET?.trim();
  if (given) return given;
  const kept = await state.getFact('host-secret');
  if (kept) return kept;
  const made = randomUUID();
  await state.setFact('host-secret', made);
  return made;
}

function docOf({ checkers, description }: Inspection) {
  const list = (language: Language) => checkers.map((c) => `- ${c.id}: ${c.title[language]}`).join('\n');
  return {
    zh: [
      description?.zh,
      '参数 configs：资产 ID，每行一个；或 JSON：{"regions": [], "instanceIds": [], "params": {"检查项": {}}}；留空表示按脚本设置。',
      `检查项：\n${list('zh')}`,
    ]
      .filter(Boolean)
      .join('\n\n'),
    en: [
      description?.en,
      'Parameter configs: asset ids, one a line; or JSON: {"regions": [], "instanceIds": [], "params": {"checker": {}}}; empty means as the script says.',
      `Checkers:\n${list('en')}`,
    ]
      .filter(Boolean)
      .join('\n\n'),
  };
}

/** Writes what was collected anyway as objects and metrics. No call to Alibaba Cloud is made for it. */
function dataReporter(
  inspection: Inspection,
  config: GuanceConfig,
  { client }: Guance,
  stop: { signal?: AbortSignal; deadline: number },
  now: Date,
): Reporter {
  const { objects = false, metrics = false, extraTags = {} } = inspection.report ?? {};
  const node = resolveNode(config);
  const making = (async () => {
    const token = config.token ?? node.token ?? (await client?.workspace())?.token;
    if (node.openway === undefined) {
      throw new ConfigError('GUANCE_OPENWAY_URL is missing: objects and metrics are written there', {
        field: 'GUANCE_OPENWAY_URL',
      });
    }
    return pointWriter(createGateway({ url: node.openway, token, stop }));
  })();
  making.catch(() => undefined);
  return {
    name: 'guance-data',
    ...(objects
      ? {
          async assets(batch) {
            const points = batch.map((asset) => objectPoint(asset, now, extraTags));
            await (await making).add('custom_object', points);
          },
        }
      : {}),
    ...(metrics
      ? {
          async readings(batch) {
            const points = batch.flatMap(({ metric, asset, reading }) =>
              metricPoints({ metric, reading, asset, assetId: asset.id, account: asset.account }, extraTags),
            );
            await (await making).add('metric', points);
          },
        }
      : {}),
    async finish() {
      await (await making).flush();
    },
  };
}
