import { epochSeconds, show, type InspectionEvent, type Language } from '../model';
import { batchKey, deliverInOrder, inBatches } from './deliver';
import { hostOf, registerAddress, send } from './http';
import type { Reporter } from './reporter';
import type { Stop } from './stop';
import { utf8 } from './truncate';

export interface WebhookOptions {
  readonly url: string;
  readonly language: Language;
  /** Events in one request, for a receiver that takes several; 1 by default. */
  readonly batch?: number;
  readonly stop?: Stop;
  readonly headers?: Readonly<Record<string, string>>;
  /** For one request; 10 seconds by default. */
  readonly timeoutMs?: number;
}

/** The most events that one request may hold. */
export const WEBHOOK_BATCH_LIMIT = 500;
const REQUEST_BYTES = 1024 * 1024;

/**
 * `webhook`: POSTs each event as the JSON of Guance's own webhook notifications or, with `batch` above 1, several of them
 * as `{ "events": [ … ] }`, oldest first. Any 2xx accepts all of a request. The header `Idempotency-Key` is the same when
 * a request is repeated: the event's id, or one key for all of a batch.
 *
 * @example webhookReporter({ url: 'https://hooks.example.com/inspection', language: 'en', batch: 100 })
 */
export function webhookReporter(options: WebhookOptions): Reporter {
  const { url, language, batch: count = 1, stop } = options;
  registerAddress(url);
  const what = `webhook at ${hostOf(url)}`;
  return {
    name: 'webhook',
    deliver(events) {
      const bodies = new Map(events.map((event) => [event.id, JSON.stringify(webhookBody(event, language))]));
      const bodyOf = ({ id }: InspectionEvent) => bodies.get(id) ?? '';
      const size = (event: InspectionEvent) => utf8(bodyOf(event)) + 1;
      return deliverInOrder(inBatches(events, { count, bytes: REQUEST_BYTES, size }), async (batch) => {
        const text = batch.map(bodyOf).join(',');
        await send({
          method: 'POST',
          url,
          headers: { 'Content-Type': 'application/json', 'Idempotency-Key': batchKey(batch), ...options.headers },
          body: count === 1 ? text : `{"events":[${text}]}`,
          timeoutMs: options.timeoutMs,
          stop,
          what,
        });
      });
    },
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
    ...(event.seenBy ? { seen_by: event.seenBy.join(',') } : {}),
    account_name: event.accountName,
    asset_name: event.assetName,
    ...event.dimensionTags,
  };
}
