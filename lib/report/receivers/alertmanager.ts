import { registerSecret } from '../../credentials/redact';
import { fields, optional, secret, type Declared } from '../../input';
import { inert, SEVERITIES, type InspectionEvent, type Language } from '../../model';
import { deliverInOrder, inBatches } from '../deliver';
import { hostOf, send } from '../http';
import type { OpenFault, Reporter } from '../reporter';
import { chatMarkdown } from '../robots/markdown';
import type { Stop } from '../stop';
import { truncateBytes, utf8 } from '../truncate';
import { checkAddress, checkHeader, type Receiver } from './receiver';

const schema = fields({
  /** Of the Alertmanager, with its route prefix where it has one; several of a cluster are separated by commas. */
  url: secret('an address'),
  /** The header `Authorization` as it is: `Bearer …` or `Basic …`. */
  authorization: optional(secret()),
});
export type AlertmanagerConfig = Declared<typeof schema>;

export interface AlertmanagerOptions extends AlertmanagerConfig {
  readonly language: Language;
  /** Until when an alert burns that nobody says again, ISO 8601: when several runs have been missed. */
  readonly until: string;
  readonly stop?: Stop;
}

/** One alert as `POST /api/v2/alerts` takes it. */
interface Alert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly startsAt: string;
  readonly endsAt: string;
}

/** Events, and faults that are said again: of both it takes the same. */
type Said = OpenFault & { readonly previousStatus?: string; readonly time?: string };

const REQUEST = { count: 200, bytes: 1024 * 1024 } as const;
const ANNOTATION_BYTES = 4096;

/**
 * `alertmanager`: an alert for each fault, which ends with its recovery. All that is open is said again at the end of
 * every run, because an Alertmanager keeps alerts in its memory only.
 *
 * The labels are what stays the same from anomaly to recovery, and the severity, by which alerts are routed: when it
 * changes, one alert ends and another begins.
 *
 * @example alertmanagerReporter({ url: 'http://alertmanager:9093', language: 'en', until: '2026-01-02T00:00:00Z' })
 */
export function alertmanagerReporter(options: AlertmanagerOptions): Reporter {
  const { authorization, language, until } = options;
  const urls = addressesOf(options.url);
  registerSecret(authorization);
  registerSecret(authorization?.split(' ').pop());
  const post = async (alerts: readonly Alert[]): Promise<void> => {
    const body = JSON.stringify(alerts);
    // The members of a cluster tell each other whom they have notified, not which alerts they have.
    const sent = await Promise.allSettled(
      urls.map((url) =>
        send({
          method: 'POST',
          url: `${url}/api/v2/alerts`,
          headers: { 'Content-Type': 'application/json', ...(authorization ? { Authorization: authorization } : {}) },
          body,
          stop: options.stop,
          what: `Alertmanager at ${hostOf(url)}`,
        }),
      ),
    );
    const failed = sent.find((one): one is PromiseRejectedResult => one.status === 'rejected');
    if (failed && sent.every((one) => one.status === 'rejected')) throw failed.reason;
  };
  const size = (said: Said) => utf8(JSON.stringify(alertsOf(said, language, until)));
  return {
    name: 'alertmanager',
    deliver: (events) =>
      deliverInOrder(inBatches<InspectionEvent>(events, { ...REQUEST, size }), (batch) =>
        post(newest(batch.flatMap((event) => alertsOf(event, language, until)))),
      ),
    async remind(open) {
      for (const batch of inBatches(open, { ...REQUEST, size })) {
        await post(newest(batch.flatMap((fault) => alertsOf(fault, language, until))));
      }
    },
  };
}

/** Of alerts with the same labels the last one: the rest is no longer so. */
function newest(alerts: readonly Alert[]): Alert[] {
  return [...new Map(alerts.map((alert) => [JSON.stringify(alert.labels), alert])).values()];
}

/** What one event says: an alert that burns or has ended; and the end of the one with another severity. */
function alertsOf(said: Said, language: Language, until: string): Alert[] {
  const { status, previousStatus, faultStartTime, time = faultStartTime } = said;
  const annotations = annotationsOf(said, language);
  const ended = time < faultStartTime ? faultStartTime : time;
  const alert = (severity: string, endsAt: string): Alert => ({
    labels: labelsOf(said, severity),
    annotations,
    startsAt: faultStartTime,
    endsAt,
  });
  // An event of an earlier version does not say what it was.
  if (status === 'ok') return (previousStatus ? [previousStatus] : SEVERITIES).map((one) => alert(one, ended));
  const before = previousStatus !== undefined && previousStatus !== status ? [alert(previousStatus, ended)] : [];
  return [...before, alert(status, until)];
}

function labelsOf({ inspection, dimensionTags }: Said, severity: string): Record<string, string> {
  const { checker, ...tags } = dimensionTags;
  return { alertname: checker, severity, inspection, ...tags };
}

function annotationsOf({ title, message, remedy, assetName }: Said, language: Language): Record<string, string> {
  const plain = (text: string) => truncateBytes(inert(chatMarkdown(text).replace(/\*\*/g, '')), ANNOTATION_BYTES);
  const all = {
    summary: plain(title[language]),
    description: plain(message[language].split('\n')[0] ?? ''),
    remedy: remedy && plain(remedy[language]),
    asset_name: plain(assetName),
  };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => Boolean(entry[1])));
}

function addressesOf(text: string): string[] {
  return text
    .split(',')
    .map((url) => url.trim().replace(/\/+$/, ''))
    .filter(Boolean);
}

export const alertmanager: Receiver<AlertmanagerConfig> = {
  schema,
  variables: ['ALERTMANAGER_URL', 'ALERTMANAGER_AUTHORIZATION'],
  fromEnv(read) {
    const url = read('ALERTMANAGER_URL');
    return url === undefined ? undefined : { url, authorization: read('ALERTMANAGER_AUTHORIZATION') };
  },
  check({ url, authorization }) {
    for (const one of addressesOf(url)) checkAddress(one, 'ALERTMANAGER_URL');
    if (authorization !== undefined) checkHeader(authorization, 'ALERTMANAGER_AUTHORIZATION');
  },
  make: (config, { language, until, stop }) => alertmanagerReporter({ ...config, language, until, stop }),
};
