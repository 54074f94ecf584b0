import { signSls, slsPlace } from '../../aliyun/sls';
import { fromEnv, fromKeys, registerSecret, type Credentials, type CredentialsProvider } from '../../credentials';
import { isInspectionError, messageOf } from '../../errors';
import { fields, matching, optional, secret, text, type Declared } from '../../input';
import { epochSeconds, show, type InspectionEvent, type Language } from '../../model';
import { deliverInOrder, inBatches } from '../deliver';
import { fault, kindOfStatus, type FaultKind } from '../fault';
import { exchange, hostOf, hostProblem, refusal, type HttpAnswer } from '../http';
import type { Reporter } from '../reporter';
import { systemClock, type Clock, type Stop } from '../stop';
import { bytesField, numberField } from './protobuf';
import { bad, type Receiver } from './receiver';

const NAME = /^[a-z0-9][a-z0-9_-]{1,62}$/;
const schema = fields({
  /** Of the region, such as `cn-hangzhou.log.aliyuncs.com`, or `cn-hangzhou-intranet.log.aliyuncs.com`. */
  endpoint: text('an endpoint'),
  project: matching(NAME, 'is no name of a project'),
  logstore: matching(NAME, 'is no name of a logstore'),
  /** Of an identity that may `log:PostLogStoreLogs`; the keys of this host when absent. */
  accessKeyId: optional(secret()),
  accessKeySecret: optional(secret()),
});
export type SlsConfig = Declared<typeof schema>;

export interface SlsOptions extends SlsConfig {
  readonly language: Language;
  readonly stop?: Stop;
  readonly clock?: Clock;
}

const REQUEST = { count: 500, bytes: 1024 * 1024 } as const;
const TOPIC = 'aliyun-inspection';
/** Refusals with a status of their own that pass by themselves; the rest is in the status. */
const PASSING: Readonly<Record<string, FaultKind>> = {
  WriteQuotaExceed: 'rate-limit',
  ShardWriteQuotaExceed: 'rate-limit',
  ProjectQuotaExceed: 'rate-limit',
  ExceedQuota: 'rate-limit',
  ServerBusy: 'server',
};

/**
 * `sls`: a log for each event in a logstore of Alibaba Cloud's Log Service, by PutLogs: Protocol Buffers, signed. (Web
 * tracking would need neither, and lets everybody write.)
 *
 * @example slsReporter({ endpoint: 'cn-hangzhou.log.aliyuncs.com', project: 'ops', logstore: 'inspection', language: 'en' })
 */
export function slsReporter(options: SlsOptions): Reporter {
  const { project, logstore, language, stop, clock = systemClock } = options;
  const keys = keysOf(options);
  const { url, host } = placeOf(options);
  const path = `/logstores/${logstore}/shards/lb`;
  const what = `Log Service ${project}/${logstore} at ${hostOf(url)}`;
  return {
    name: 'sls',
    deliver(events) {
      const logs = new Map(events.map((event) => [event.id, bytesField(1, logOf(event, language))]));
      const size = ({ id }: InspectionEvent) => logs.get(id)?.length ?? 0;
      return deliverInOrder(inBatches(events, { ...REQUEST, size }), async (batch) => {
        const group = batch.map(({ id }) => logs.get(id) ?? Buffer.alloc(0));
        const body = Buffer.concat([...group, bytesField(3, TOPIC)]);
        const message = { method: 'POST', path, body: { bytes: body, type: 'application/x-protobuf' } } as const;
        const headers = signSls(message, await credentialsOf(keys), new Date(clock.now()));
        const answer = await exchange({
          ...{ method: 'POST', url: `${url}${path}`, body, stop, what },
          headers: { ...headers, ...(host ? { Host: host } : {}) },
        });
        const kind = kindOf(answer);
        if (kind !== undefined) throw refusal(kind, what, answer);
      });
    },
  };
}

/** Keys that cannot be had are no reason to throw events away. */
async function credentialsOf(keys: CredentialsProvider): Promise<Credentials> {
  try {
    return await keys.getCredentials();
  } catch (error) {
    if (!isInspectionError(error)) throw error;
    throw fault('network', `Log Service: ${messageOf(error)}`);
  }
}

function kindOf({ status, body }: HttpAnswer): FaultKind | undefined {
  const kind = kindOfStatus(status);
  if (kind === undefined) return undefined;
  const code = /"errorCode"\s*:\s*"(\w+)"/i.exec(body)?.[1] ?? '';
  return PASSING[code] ?? kind;
}

/** A message `Log`: its time in seconds, and keys with values. */
function logOf(event: InspectionEvent, language: Language): Buffer {
  const { value } = event.data;
  const contents: Readonly<Record<string, string | undefined>> = {
    event_id: event.id,
    kind: event.kind,
    status: event.status,
    severity: event.status === 'ok' ? event.previousStatus : event.status,
    title: event.title[language],
    message: event.message[language],
    remedy: event.remedy?.[language],
    inspection: event.inspection,
    account_name: event.accountName,
    asset_name: event.assetName,
    fingerprint: event.fingerprint,
    fault_id: event.faultId,
    fault_start_time: event.faultStartTime,
    fault_duration: String(event.faultDuration),
    value: value === undefined ? undefined : show(value),
    ...event.dimensionTags,
  };
  const pairs = Object.entries(contents).flatMap(([key, text]) =>
    text === undefined || text === '' ? [] : [bytesField(2, Buffer.concat([bytesField(1, key), bytesField(2, text)]))],
  );
  return Buffer.concat([numberField(1, epochSeconds(new Date(event.time))), ...pairs]);
}

function placeOf({ endpoint, project }: SlsConfig): ReturnType<typeof slsPlace> {
  return slsPlace(/^https?:\/\//.test(endpoint) ? endpoint : `https://${endpoint}`, project);
}

function keysOf({ accessKeyId, accessKeySecret }: SlsConfig): CredentialsProvider {
  registerSecret(accessKeySecret);
  return accessKeyId && accessKeySecret ? fromKeys({ accessKeyId, accessKeySecret }) : fromEnv();
}

export const sls: Receiver<SlsConfig> = {
  schema,
  variables: ['SLS_ENDPOINT', 'SLS_PROJECT', 'SLS_LOGSTORE', 'SLS_ACCESS_KEY_ID', 'SLS_ACCESS_KEY_SECRET'],
  fromEnv(read) {
    const [endpoint, project, logstore, accessKeyId, accessKeySecret] = sls.variables.map(read);
    if (endpoint === undefined && project === undefined && logstore === undefined) return undefined;
    const missing = [endpoint, project, logstore].findIndex((value) => value === undefined);
    if (missing >= 0) throw bad(sls.variables[missing] ?? '', 'is missing beside the other ones');
    return { endpoint: endpoint ?? '', project: project ?? '', logstore: logstore ?? '', accessKeyId, accessKeySecret };
  },
  check({ endpoint, project, logstore, accessKeyId, accessKeySecret }) {
    registerSecret(accessKeyId);
    registerSecret(accessKeySecret);
    if (!NAME.test(project)) throw bad('SLS_PROJECT', 'is no name of a project');
    if (!NAME.test(logstore)) throw bad('SLS_LOGSTORE', 'is no name of a logstore');
    if ((accessKeyId === undefined) !== (accessKeySecret === undefined)) {
      const missing = accessKeyId === undefined ? 'SLS_ACCESS_KEY_ID' : 'SLS_ACCESS_KEY_SECRET';
      throw bad(missing, 'is missing beside the other one');
    }
    if (!/^(https?:\/\/)?[\w.-]+(:\d+)?$/.test(endpoint))
      throw bad('SLS_ENDPOINT', 'is no endpoint such as cn-hangzhou.log.aliyuncs.com');
    const problem = hostProblem(new URL(placeOf({ endpoint, project, logstore }).url).hostname);
    if (problem !== undefined) throw bad('SLS_ENDPOINT', problem);
  },
  make: (config, { language, stop, clock }) => slsReporter({ ...config, language, stop, clock }),
};
