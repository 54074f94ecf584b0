/** Requests that are filled in: JSON with `{{fields}}` of an event, whose values can break nothing that is around them. */
import { inert, type InspectionEvent, type Language } from '../../model';
import { chatMarkdown } from '../robots/markdown';
import { plainText } from '../robots/message';

/** What may stand in a template; each is a text. */
export const TEMPLATE_FIELDS = [
  ...(['id', 'kind', 'status', 'severity', 'time', 'title', 'message', 'why', 'remedy', 'value'] as const),
  ...(['inspection', 'inspectionTitle', 'checker', 'checkerTitle', 'product', 'region'] as const),
  ...(['account', 'accountName', 'assetId', 'assetName', 'fingerprint', 'faultId', 'faultStartTime'] as const),
] as const;
export type TemplateFields = Readonly<Record<(typeof TEMPLATE_FIELDS)[number], string>>;

/** JSON, as a template has it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const PLACEHOLDER = /\{\{\s*(\w+)\s*\}\}/g;

/** The fields that a template asks for. */
export function fieldsIn(template: Json): string[] {
  const text = typeof template === 'string' ? template : JSON.stringify(template);
  return [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}

/** Every text of a JSON template, filled; what is filled in stays inside of its text. */
export function fillJson(template: Json, values: Readonly<Record<string, string>>): Json {
  if (typeof template === 'string') return fillWith(template, values, (value) => value);
  if (Array.isArray(template)) return template.map((one: Json) => fillJson(one, values));
  if (typeof template !== 'object' || template === null) return template;
  // Not an assignment: a body may have a key `__proto__`.
  return Object.fromEntries(Object.entries(template).map(([key, one]) => [key, fillJson(one, values)]));
}

/** An address, filled; a value cannot leave the part of the path or the parameter that it stands in. */
export function fillUrl(template: string, values: Readonly<Record<string, string>>): string {
  return fillWith(template, values, encodeURIComponent);
}

function fillWith(
  template: string,
  values: Readonly<Record<string, string>>,
  encode: (value: string) => string,
): string {
  return template.replace(PLACEHOLDER, (_, name: string) => encode(values[name] ?? ''));
}

/** What an event says in one language: without markup in its names, and so that nobody is mentioned by them. */
export function templateFields(event: InspectionEvent, language: Language): TemplateFields {
  const { value } = event.data;
  const name = (text: string) => quiet(plainText(inert(text)));
  return {
    id: event.id,
    kind: event.kind,
    status: event.status,
    severity: event.status === 'ok' ? (event.previousStatus ?? 'info') : event.status,
    time: event.time,
    title: name(event.title[language]),
    message: quiet(chatMarkdown(event.message[language])),
    why: event.why?.[language] ?? '',
    remedy: event.remedy?.[language] ?? '',
    value: value === undefined ? '' : quiet(String(value)),
    inspection: event.inspection,
    inspectionTitle: name(event.inspectionTitle[language]),
    checker: event.checker,
    checkerTitle: event.checkerTitle[language],
    product: event.product,
    region: event.region,
    account: event.account,
    accountName: name(event.accountName),
    assetId: name(event.assetId),
    assetName: name(event.assetName),
    fingerprint: event.fingerprint,
    faultId: event.faultId,
    faultStartTime: event.faultStartTime,
  };
}

/** Trackers take `@name` for somebody who is called. */
function quiet(text: string): string {
  return text.replace(/@(?=[\p{L}\p{N}_-])/gu, '＠');
}
