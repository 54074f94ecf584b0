import { epochSeconds, show, type InspectionEvent, type Language } from '../model';
import { deliverInOrder } from './deliver';
import { fault, kindOfStatus } from './fault';
import { excerpt, exchange, hostOf, registerAddress } from './http';
import type { Reporter } from './reporter';
import type { Stop } from './stop';

export interface WebhookOptions {
  readonly url: string;
  readonly language: Language;
  readonly stop?: Stop;
  readonly headers?: Readonly<Record<string, string>>;
  /** For one request; 10 seconds by default. */
  readonly timeoutMs?: number;
}

/**
 * `webhook`: POSTs each event as the JSON of Guance's own webhook notifications. Any 2xx accepts it; the header
 * `Idempotency-Key` holds the event's id.
 *
 * @example webhookReporter({ url: 'https://hooks.example.com/inspection', language: 'en' })
 */
export function webhookReporter(options: WebhookOptions): Reporter {
  const { url, language, stop } = options;
  registerAddress(url);
  const what = `webhook at ${hostOf(url)}`;
  return {
    name: 'webhook',
    deliver: (events) =>
      deliverInOrder(
        events.map((event) => [event]),
        async ([event]) => {
          if (!event) return;
          const answer = await exchange({
            method: 'POST',
            url,
            headers: { 'Content-Type': 'application/json', 'Idempotency-Key': event.id, ...options.headers },
            body: JSON.stringify(webhookBody(event, language)),
            timeoutMs: options.timeoutMs,
            stop,
            what,
          });
          const kind = kindOfStatus(answer.status);
          if (kind === undefined) return;
          throw fault(kind, `${what}: HTTP ${answer.status}: ${excerpt(answer.body) || 'no text'}`, {
            httpStatus: answer.status,
          });
        },
      ),
  };
}

/** An event as Guance's webhook notifications show it: flat, with the dimension tags both as JSON text and flattened. */
export function webhookBody(event: InspectionEvent, language: Language): Record<string, unknown> {
  const { value } = event.data;
  return {
    timestamp: epochSeconds(new Date(event.time)),
    df_source: 'monitor',
    df_status: event.status,
    df_event_id: event.id,
    df_title: event.title[language],
    df_message: event.message[language],
    df_dimension_tags: JSON.stringify(event.dimensionTags),
    df_monitor_type: 'bot_obs',
    df_monitor_checker: event.checker,
    df_monitor_checker_name: event.inspectionTitle[language],
    df_monitor_checker_value: value === undefined ? '' : show(value),
    df_monitor_checker_event_ref: event.fingerprint,
    df_fault_id: event.faultId,
    df_fault_status: event.kind === 'recovery' ? 'ok' : 'fault',
    df_fault_start_time: epochSeconds(new Date(event.faultStartTime)),
    df_fault_duration: event.faultDuration,
    Result: value ?? null,
    inspection: event.inspection,
    account_name: event.accountName,
    asset_name: event.assetName,
    ...event.dimensionTags,
  };
}
