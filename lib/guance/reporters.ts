import { registerSecret } from '../credentials/redact';
import { isInspectionError } from '../errors';
import type { InspectionEvent, Language } from '../model';
import { batchKey, delayOf, deliverInOrder, inBatches } from '../report/deliver';
import { fault, kindOfStatus, waits } from '../report/fault';
import { excerpt } from '../report/http';
import type { Reporter } from '../report/reporter';
import { truncateBytes, utf8 } from '../report/truncate';
import { isRecord, type GuanceClient, type Workspace } from './client';
import { REQUEST, type Gateway } from './gateway';
import { toLine } from './line';
import { externalEvent, keyeventPoint, reportEventData, type EventContext, type EventIdentity } from './payload';

/** Tells what the workspace knows an event's inspection as; events in the spool may be of another one. */
export type Identify = (event: InspectionEvent) => EventIdentity | undefined | Promise<EventIdentity | undefined>;

/** One call of `report_event`. The function runs on the platform, which takes its time. */
const CALL = { events: 50, bytes: 1024 * 1024, timeoutMs: 30_000 } as const;
const FUNCTION = 'Guance function guance__openapi.report_event';
/** Of a message: the storage keeps no more. */
const MESSAGE_BYTES = 256 * 1024;

export interface GuanceReporterOptions {
  readonly identify?: Identify;
  /**
   * Whether only the documented keys of an event are sent, or also its id (by which a repetition is recognised), fault
   * and attributes; these by default.
   */
  readonly eventFields?: 'documented' | 'extended';
}

/**
 * `guance`: reports through the function `guance__openapi.report_event`, so that the inspection's alert policies apply.
 * What the function says in `content.error` counts, not the HTTP status.
 *
 * @example
 * const reporter = guanceReporter(client, { identify: () => ({ refKey }) });
 */
export function guanceReporter(client: GuanceClient, options: GuanceReporterOptions = {}): Reporter {
  const { identify, eventFields = 'extended' } = options;
  return {
    name: 'guance',
    deliver: (events) =>
      deliverInOrder(
        inBatches(events, {
          count: CALL.events,
          bytes: CALL.bytes,
          size: (event) => Buffer.byteLength(JSON.stringify(event)),
        }),
        async (batch) => {
          const workspace = await lookUp(client);
          const content = await client.post(
            '/api/v1/outer_function/execute',
            {
              funcId: 'guance__openapi.report_event',
              funcBody: {
                kwargs: {
                  workspace_uuid: workspace.uuid,
                  workspace_token: workspace.token,
                  data: await Promise.all(
                    batch.map(async (event) => {
                      const context = await contextOf(event, workspace, identify);
                      return reportEventData(shortened(event), context, eventFields);
                    }),
                  ),
                },
              },
            },
            { timeoutMs: CALL.timeoutMs, headers: { 'Idempotency-Key': batchKey(batch) } },
          );
          if (!isRecord(content)) throw fault('shape', `${FUNCTION}: no result in the answer`);
          checkResult(content, FUNCTION);
        },
      ),
  };
}

/** Tells the workspace of events in the documented form, all of them or none. @throws when they were not taken */
export type HostReport = (events: readonly Readonly<Record<string, unknown>>[]) => void | Promise<void>;

/**
 * `guance` on a host that has a function of its own for it, which knows which inspection is running. It takes the documented
 * keys of an event only, so that a repetition is not recognised.
 *
 * @param language of the workspace, asked for with the first event
 * @example hostReporter((events) => host.report(events), async () => (await client.workspace()).language)
 */
export function hostReporter(report: HostReport, language: () => Promise<Language>): Reporter {
  return {
    name: 'guance',
    async deliver(events) {
      const context = { language: await language() };
      return deliverInOrder(
        inBatches(events, {
          count: CALL.events,
          bytes: CALL.bytes,
          size: (event) => Buffer.byteLength(JSON.stringify(event)),
        }),
        async (batch) => report(batch.map((event) => reportEventData(shortened(event), context, 'documented'))),
      );
    },
  };
}

/**
 * `guance-external`: pushes to an external-event monitor, one event per request. A wrong secret or path is not told by
 * the workspace: it ignores the event.
 */
export function externalReporter(
  client: GuanceClient,
  monitor: { readonly secret: string; readonly subUri: string },
  language: () => Promise<Language>,
): Reporter {
  registerSecret(monitor.secret);
  const path = `/api/v1/push-events/${encodeURIComponent(monitor.secret)}/${encodeURIComponent(monitor.subUri)}`;
  return {
    name: 'guance-external',
    deliver: (events) =>
      deliverInOrder(
        events.map((event) => [event]),
        async ([event]) => {
          if (!event) return;
          const body = externalEvent(shortened(event), await language());
          const content = await client.post(path, body, {
            label: '/api/v1/push-events',
            headers: { 'Idempotency-Key': event.id },
          });
          if (isRecord(content)) checkResult(content, 'Guance POST /api/v1/push-events');
        },
      ),
  };
}

export interface KeyeventReporterOptions {
  /** `guance-keyevent` by default. */
  readonly name?: string;
  /** Where to write: asked for with the first event, so that a token can be looked up. */
  gateway(): Promise<Gateway>;
  /** The language, and the workspace where it is known. */
  context(): Promise<Pick<EventContext, 'language' | 'workspace'>>;
  readonly identify?: Identify;
  /** Which `df_*` keys are tags; `KEYEVENT_TAGS` by default. */
  readonly tagKeys?: readonly string[];
}

/** `guance-keyevent` and `dataway`: writes events as points. No alert policy applies to what is written like this. */
export function keyeventReporter(options: KeyeventReporterOptions): Reporter {
  return {
    name: options.name ?? 'guance-keyevent',
    async deliver(events) {
      let gateway: Gateway;
      let context: Pick<EventContext, 'language' | 'workspace'>;
      try {
        [context, gateway] = [await options.context(), await options.gateway()];
      } catch (error) {
        if (!isInspectionError(error)) throw error;
        return { accepted: [], rejected: [], ...delayOf(error) };
      }
      const lines = new Map<string, string>();
      const lineOf = (event: InspectionEvent) => lines.get(event.id) ?? '';
      for (const event of events) {
        const identity = await options.identify?.(event);
        const point = keyeventPoint(event, { ...context, identity }, options.tagKeys);
        lines.set(event.id, toLine(point, 'keyevent') ?? '');
      }
      const size = (event: InspectionEvent) => utf8(lineOf(event)) + 1;
      return deliverInOrder(inBatches(events, { count: REQUEST.points, bytes: REQUEST.bytes, size }), (batch) =>
        gateway.write('keyevent', batch.map(lineOf)),
      );
    },
  };
}

/** That the workspace cannot be looked up is not said of the events: they stay until it can. */
async function lookUp(client: GuanceClient): Promise<Workspace> {
  try {
    return await client.workspace();
  } catch (error) {
    throw waits(error);
  }
}

async function contextOf(
  event: InspectionEvent,
  workspace: Workspace,
  identify: Identify | undefined,
): Promise<EventContext> {
  return { language: workspace.language, workspace, identity: await identify?.(event) };
}

/** Without the part of its message that no storage keeps. */
function shortened(event: InspectionEvent): InspectionEvent {
  const { zh, en } = event.message;
  return { ...event, message: { zh: truncateBytes(zh, MESSAGE_BYTES), en: truncateBytes(en, MESSAGE_BYTES) } };
}

/** The function's own verdict: `error` above 200 is a failure, such as 599.3. */
function checkResult(content: Readonly<Record<string, unknown>>, what: string): void {
  const error = Number(content.error ?? 0);
  if (!(error > 200) && content.ok !== false) return;
  const kind = kindOfStatus(Math.floor(error)) ?? 'server';
  const said = [content.reason, content.message, content.detail].filter(
    (text) => typeof text === 'string' && text !== '',
  );
  throw fault(kind, `${what}: error ${error}${said.length > 0 ? `: ${excerpt(said.join(': '))}` : ''}`, {
    errorCode: String(content.error),
  });
}
