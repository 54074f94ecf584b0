/** What products without an `Action` parameter need: paths that name an action, and XML. */
import type { ApiError } from './errors';
import type { Action, Body } from './define';
import { RawRow } from './raw';

/**
 * The action that a path and its query call, and the parameters in the path. `{Name}` in an action's path stands for one
 * segment; names after `?` must be in the query.
 */
export function routeOf(
  actions: readonly Action[],
  path: string,
  query: Readonly<Record<string, string>>,
): { action: Action; values: Record<string, string> } | undefined {
  const given = path.split('/').filter(Boolean);
  const fits = actions.flatMap((action) => {
    const [pattern, wanted = ''] = action.path?.split('?') ?? [];
    const segments = pattern?.split('/').filter(Boolean);
    if (segments?.length !== given.length) return [];
    if (!wanted.split('&').every((name) => name === '' || name in query)) return [];
    const values: Record<string, string> = {};
    const same = segments.every((segment, i) => {
      const name = /^\{(\w+)\}$/.exec(segment)?.[1];
      if (name !== undefined) values[name] = decodeURIComponent(given[i] ?? '');
      return name !== undefined || segment === given[i];
    });
    return same ? [{ action, values }] : [];
  });
  return fits[0];
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function element(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => element(name, one)).join('');
  if (value instanceof RawRow) return element(name, JSON.parse(value.json));
  const inside =
    typeof value === 'object' && value !== null
      ? Object.entries(value)
          .map(([key, one]) => element(key, one))
          .join('')
      : escape(String(value));
  return `<${name}>${inside}</${name}>`;
}

/** A document of one root element. */
export function xml(body: Body): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${Object.entries(body)
    .map(([name, value]) => element(name, value))
    .join('')}`;
}

/** The same refusals under the names that Simple Log Service has for them, where a sentence tells more than the code. */
const SLS_NAMES: readonly (readonly [RegExp, number, string, string?])[] = [
  [/^Throttling/, 403, 'ReadQuotaExceed'],
  [/^Forbidden\.RAM$/, 401, 'Unauthorized', 'denied by sts or ram'],
  [/^Forbidden\.NotOpen$/, 401, 'InvalidAccessKeyId', 'Your SLS service has not opened.'],
  [/^InvalidAccessKeyId/, 401, 'Unauthorized', 'AccessKeyId not found'],
  [/^SignatureDoesNotMatch$/, 401, 'SignatureNotMatch'],
  [/^InvalidTimeStamp/, 400, 'RequestTimeExpired'],
  [/^InvalidSecurityToken\.Expired$/, 401, 'Unauthorized', 'The security token you provided has expired'],
  [/^(InvalidSecurityToken|MissingSecurityToken)/, 401, 'Unauthorized', 'The security token you provided is invalid.'],
  [/^(InvalidParameter|MissingParameter)/, 400, 'ParameterInvalid'],
];

/** An error as Simple Log Service answers it. */
export function slsError(error: ApiError): { status: number; text: string } {
  const known = SLS_NAMES.find(([pattern]) => pattern.test(error.code));
  const [, status, errorCode, errorMessage = error.message] = known ?? [0, error.status, error.code];
  return { status, text: JSON.stringify({ errorCode, errorMessage }) };
}

/** The same refusals under the names that OSS has for them. */
const OSS_NAMES: readonly (readonly [RegExp, number, string])[] = [
  [/^Throttling/, 503, 'QpsLimitExceeded'],
  [/^InvalidAction/, 501, 'NotImplemented'],
  [/^RequestEntityTooLarge$/, 400, 'EntityTooLarge'],
  [/^Forbidden\.RAM$/, 403, 'AccessDenied'],
  [/^Forbidden\.NotOpen$/, 403, 'UserDisable'],
  [/^InvalidAccessKeyId/, 403, 'InvalidAccessKeyId'],
  [/^SignatureDoesNotMatch$/, 403, 'SignatureDoesNotMatch'],
  [/^InvalidTimeStamp/, 403, 'RequestTimeTooSkewed'],
  [/^InvalidSecurityToken\.Expired$/, 403, 'SecurityTokenExpired'],
  [/^(InvalidSecurityToken|MissingSecurityToken)/, 403, 'InvalidSecurityToken'],
  [/^(InvalidParameter|MissingParameter)/, 400, 'InvalidArgument'],
];

/** An error as OSS answers it. */
export function ossError(error: ApiError, requestId: string): { status: number; text: string } {
  const [, status, code] = OSS_NAMES.find(([pattern]) => pattern.test(error.code)) ?? [0, error.status, error.code];
  const { Endpoint } = error.extra;
  const text = xml({
    Error: {
      Code: code,
      Message: error.message,
      RequestId: requestId,
      HostId: 'oss.aliyuncs.com',
      ...(Endpoint !== undefined && { Endpoint }),
    },
  });
  return { status, text };
}
