import { LANGUAGES, epochSeconds, show, type InspectionEvent, type Language, type MessageData } from '../model';
import { truncateBytes } from '../report/truncate';
import { int, type DataPoint, type FieldValue } from './line';

/** What the workspace knows an event's inspection as. */
export interface EventIdentity {
  /** See `refKeyOf`. */
  readonly refKey?: string;
  /** `rul_…`, from the registration. */
  readonly checkerId?: string;
}

export interface EventContext {
  readonly language: Language;
  readonly identity?: EventIdentity;
  readonly workspace?: { readonly uuid: string; readonly name: string };
}

/** Which of an event's keys are tags is not documented; these are, and the dimension tags. */
export const KEYEVENT_TAGS: readonly string[] = [
  'df_source',
  'df_status',
  'df_event_id',
  'df_monitor_type',
  'df_monitor_checker_id',
  'df_monitor_checker_event_ref',
  'df_monitor_ref_key',
];

const TITLE_BYTES = 1024;

/** Dimension tags as JSON, always in the same order, as pairing needs. */
export function dimensionJson(event: InspectionEvent): string {
  const tags = Object.entries(event.dimensionTags).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(tags));
}

/**
 * An event as the point that Guance keeps of it: all documented `df_*` keys that are known here, the dimension tags
 * flattened, and the asset's attributes as `asset_…`.
 *
 * @param tagKeys which of the `df_*` keys are tags
 */
export function keyeventPoint(
  event: InspectionEvent,
  context: EventContext,
  tagKeys: readonly string[] = KEYEVENT_TAGS,
): DataPoint {
  const { language, identity, workspace } = context;
  const time = new Date(event.time);
  const faultStart = epochSeconds(new Date(event.faultStartTime));
  const value = event.data.value;
  const keys: Record<string, FieldValue | undefined> = {
    df_source: 'monitor',
    df_status: event.status,
    df_sub_status: event.status,
    df_event_id: event.id,
    df_title: truncateBytes(event.title[language], TITLE_BYTES),
    df_message: event.message[language],
    df_dimension_tags: dimensionJson(event),
    df_language: language,
    df_exec_mode: 'crontab',
    df_workspace_uuid: workspace?.uuid,
    df_workspace_name: workspace?.name,
    df_check_range_start: int(epochSeconds(time)),
    df_check_range_end: int(epochSeconds(time)),
    df_monitor_type: 'bot_obs',
    df_monitor_checker: event.checker,
    df_monitor_checker_sub: 'check',
    df_monitor_checker_id: identity?.checkerId,
    df_monitor_checker_name: event.inspectionTitle[language],
    df_monitor_checker_event_ref: event.fingerprint,
    df_monitor_ref_key: identity?.refKey,
    df_monitor_checker_value: value === undefined ? undefined : show(value),
    df_monitor_checker_value_dumps: value === undefined ? undefined : JSON.stringify(value),
    df_monitor_checker_value_with_unit: withUnit(event.data),
    // One type only: a text among numbers would be refused.
    Result: typeof value === 'number' ? value : undefined,
    df_fault_id: event.faultId,
    df_fault_status: event.kind === 'recovery' ? 'ok' : 'fault',
    df_fault_start_time: int(faultStart),
    df_fault_duration: int(event.faultDuration),
    df_issue_start_time: int(faultStart),
    df_issue_duration: int(event.faultDuration),
    df_event_reason: event.reason,
    df_event_detail: JSON.stringify(detailOf(event)),
    df_meta: JSON.stringify({
      checker_opt: { id: identity?.checkerId, name: event.inspectionTitle[language] },
      dimension_tags: event.dimensionTags,
      extra_data: { type: event.kind, inspection: event.inspection, checker: event.checker },
    }),
    inspection: event.inspection,
    checker_name: event.checkerTitle[language],
    account_name: event.accountName,
    ...seenFields(event),
    ...followingFields(event),
    ...textFields(event),
    ...attributeFields(event),
  };
  const tags: Record<string, string | undefined> = { ...event.dimensionTags };
  const fields: Record<string, FieldValue | undefined> = {};
  for (const [key, field] of Object.entries(keys)) {
    if (tagKeys.includes(key) && typeof field === 'string') tags[key] = field;
    else fields[key] = field;
  }
  return { measurement: 'monitor', tags, fields, time };
}

/** What a person reads, in both languages, so that each reader can show its own: `title_zh`, `title_en`, `message_zh` … */
export function textFields({ title, message, why, remedy }: InspectionEvent): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, text] of Object.entries({ title, message, why, remedy })) {
    for (const language of text ? LANGUAGES : []) {
      const words = text?.[language] ?? '';
      fields[`${name}_${language}`] = name === 'title' ? truncateBytes(words, TITLE_BYTES) : words;
    }
  }
  return fields;
}

/** The inspections that have seen the fault, where it is not one alone: their ids, with commas between them. */
function seenFields({ seenBy = [] }: InspectionEvent): { readonly seen_by?: string } {
  return seenBy.length > 1 ? { seen_by: seenBy.join(',') } : {};
}

/** How many findings follow from this one and have no event of their own. */
function followingFields({ consequenceCount = 0 }: InspectionEvent): { readonly consequence_count?: FieldValue } {
  return consequenceCount > 0 ? { consequence_count: int(consequenceCount) } : {};
}

/** The asset's attributes under names of their own: `status` becomes `asset_status`. */
export function attributeFields(event: InspectionEvent): Record<string, string> {
  const fields: Record<string, string> = { asset_name: event.assetName };
  for (const [name, value] of Object.entries(event.attributes)) fields[`asset_${name}`] ??= value;
  delete fields.asset_id;
  return fields;
}

function detailOf(event: InspectionEvent): object {
  return {
    kind: event.kind,
    checker: event.checker,
    previous_status: event.previousStatus,
    data: event.data,
    attributes: event.attributes,
    consequences: event.consequences?.map(({ checker, assetId, region, severity, since, message, isCause }) => {
      return { checker, asset_id: assetId, region, severity, since, message, is_cause: isCause };
    }),
  };
}

function withUnit(data: MessageData): string | undefined {
  if (data.value === undefined || typeof data.unit !== 'string') return undefined;
  return `${show(data.value)} ${data.unit}`;
}

/** One entry of `data` of `guance__openapi.report_event`. */
export function reportEventData(
  event: InspectionEvent,
  context: EventContext,
  fields: 'documented' | 'extended',
): Record<string, unknown> {
  const { language, identity } = context;
  const documented = {
    title: truncateBytes(event.title[language], TITLE_BYTES),
    message: event.message[language],
    status: event.status,
    dimension_tags: event.dimensionTags,
  };
  if (fields === 'documented') return documented;
  const start = epochSeconds(new Date(event.faultStartTime));
  return {
    ...documented,
    date: epochSeconds(new Date(event.time)),
    df_event_id: event.id,
    df_monitor_type: 'bot_obs',
    df_monitor_ref_key: identity?.refKey,
    df_monitor_checker_id: identity?.checkerId,
    df_monitor_checker_event_ref: event.fingerprint,
    df_monitor_checker_value: event.data.value === undefined ? undefined : show(event.data.value),
    df_fault_id: event.faultId,
    df_fault_start_time: start,
    df_fault_duration: event.faultDuration,
    df_event_detail: JSON.stringify(detailOf(event)),
    inspection: event.inspection,
    checker_name: event.checkerTitle[language],
    account_name: event.accountName,
    ...seenFields(event),
    ...(event.consequenceCount ? { consequence_count: event.consequenceCount } : {}),
    ...textFields(event),
    ...attributeFields(event),
  };
}

/** Names that an external event's own fields may not have. */
const RESERVED = new Set([
  'date',
  'status',
  'source',
  'title',
  'message',
  'dimension_tags',
  'check_value',
  'time',
  'time_us',
  'timestamp',
  'workspace_uuid',
  'workspace_name',
  'extra_data',
  'create_time',
]);

/** The body for an external-event monitor. Its own fields are texts, with names that the monitor accepts. */
export function externalEvent(event: InspectionEvent, language: Language): Record<string, unknown> {
  const own: Record<string, string> = {};
  const candidates: Record<string, string | undefined> = {
    idempotency_key: event.id,
    fault_id: event.faultId,
    inspection: event.inspection,
    inspection_name: event.inspectionTitle[language],
    checker_name: event.checkerTitle[language],
    account_name: event.accountName,
    ...seenFields(event),
    ...(event.consequenceCount ? { consequence_count: String(event.consequenceCount) } : {}),
    ...textFields(event),
    ...attributeFields(event),
  };
  for (const [name, value] of Object.entries(candidates)) {
    if (!value || /^(_|df_)/.test(name) || RESERVED.has(name) || name in event.dimensionTags) continue;
    own[name] = value;
  }
  return {
    event: {
      date: epochSeconds(new Date(event.time)),
      status: event.status,
      title: truncateBytes(event.title[language], TITLE_BYTES),
      message: event.message[language],
      dimension_tags: event.dimensionTags,
      ...(typeof event.data.value === 'number' ? { check_value: event.data.value } : {}),
      ...own,
    },
    extraData: {
      event_id: event.id,
      kind: event.kind,
      fault_id: event.faultId,
      fault_start_time: epochSeconds(new Date(event.faultStartTime)),
      fault_duration: event.faultDuration,
    },
  };
}
