import type { ErrorCode } from '../errors';

/**
 * What an Alibaba Cloud error code means for an inspection. Codes are matched whole or by `*`, never by the words of a
 * message; the first row that matches wins. Every row has a test.
 */
export interface CodeRow {
  /** `*` stands for any characters. */
  readonly pattern: string;
  readonly means: ErrorCode;
}

export const CODE_TABLE: readonly CodeRow[] = [
  { pattern: 'Throttling', means: 'throttled' },
  { pattern: 'Throttling.*', means: 'throttled' },
  { pattern: 'Rejected.Throttling', means: 'throttled' },
  { pattern: 'RequestLimitExceeded', means: 'throttled' },
  { pattern: 'TooManyRequests', means: 'throttled' },
  { pattern: 'QpsLimitExceeded', means: 'throttled' },

  { pattern: 'InvalidSecurityToken.Expired', means: 'token-expired' },
  { pattern: 'SecurityTokenExpired', means: 'token-expired' },
  { pattern: 'InvalidSecurityToken.*', means: 'credentials' },
  { pattern: 'InvalidAccessKeyId', means: 'credentials' },
  { pattern: 'InvalidAccessKeyId.*', means: 'credentials' },
  { pattern: 'InvalidAccessKeySecret', means: 'credentials' },
  { pattern: 'SignatureDoesNotMatch', means: 'credentials' },
  { pattern: 'IncompleteSignature', means: 'credentials' },
  { pattern: 'MissingSecurityToken', means: 'credentials' },
  { pattern: 'InvalidTimeStamp.*', means: 'credentials' },
  { pattern: 'IllegalTimestamp', means: 'credentials' },
  { pattern: 'SignatureNonceUsed', means: 'service' },

  { pattern: '*NotOpen*', means: 'service-not-open' },
  { pattern: '*NotActivated*', means: 'service-not-open' },
  { pattern: '*Unactivated*', means: 'service-not-open' },
  { pattern: '*NotEnabled*', means: 'service-not-open' },
  { pattern: 'UserDisable', means: 'service-not-open' },

  { pattern: 'Forbidden.RiskControl', means: 'request-refused' },
  { pattern: 'InsufficientBalance', means: 'request-refused' },
  { pattern: '*OverduePayment*', means: 'request-refused' },
  { pattern: 'Forbedden.NotSupportRAM', means: 'access-denied' },
  { pattern: 'Forbidden.NotSupportRAM', means: 'access-denied' },

  { pattern: 'InvalidRegionId', means: 'unsupported' },
  { pattern: 'InvalidRegionId.*', means: 'unsupported' },
  { pattern: 'InvalidRegion.*', means: 'unsupported' },
  { pattern: 'UnsupportedRegion', means: 'unsupported' },
  { pattern: 'RegionNotSupported', means: 'unsupported' },
  { pattern: 'InvalidOperation.NotSupportedEndpoint', means: 'unsupported' },
  { pattern: 'InvalidAction', means: 'unsupported' },
  { pattern: 'InvalidAction.*', means: 'unsupported' },
  { pattern: 'InvalidApi.NotFound', means: 'unsupported' },
  { pattern: 'NoSuchVersion', means: 'unsupported' },
  { pattern: 'InvalidVersion', means: 'unsupported' },
  { pattern: '*NotSupport*', means: 'unsupported' },

  { pattern: 'Forbidden', means: 'access-denied' },
  { pattern: 'Forbidden.*', means: 'access-denied' },
  { pattern: 'NoPermission', means: 'access-denied' },
  { pattern: 'NoPermission.*', means: 'access-denied' },
  { pattern: 'NotAuthorized', means: 'access-denied' },
  { pattern: 'Unauthorized', means: 'access-denied' },
  { pattern: 'UnauthorizedOperation', means: 'access-denied' },
  { pattern: 'ActionUnauthorized', means: 'access-denied' },
  { pattern: 'AccessDenied', means: 'access-denied' },
  { pattern: 'AccessDenied.*', means: 'access-denied' },

  { pattern: 'ServiceUnavailable', means: 'service' },
  { pattern: 'ServiceUnavailable.*', means: 'service' },
  { pattern: 'ServiceUnavailableTemporary', means: 'service' },
  { pattern: 'InternalError', means: 'service' },
  { pattern: 'InternalError.*', means: 'service' },
  { pattern: 'InternalFailure', means: 'service' },
  { pattern: 'InternalServerError', means: 'service' },
  { pattern: 'SystemBusy', means: 'service' },
  { pattern: 'SystemError', means: 'service' },
  { pattern: 'UnknownError', means: 'service' },

  { pattern: 'ErrorClusterNotFound', means: 'not-found' },
  { pattern: 'ResourceNotFound', means: 'not-found' },
  { pattern: 'ResourceNotFound.*', means: 'not-found' },
  { pattern: '*.NotFound', means: 'not-found' },
  { pattern: '*NotExist', means: 'not-found' },
  { pattern: 'EntityNotExist', means: 'not-found' },
  { pattern: 'EntityNotExist.*', means: 'not-found' },
];

/** CloudMonitor reports an exhausted monthly quota in its message only; the code that carries it is not documented. */
export const QUOTA_EXHAUSTED = /user api quota limit/i;

const compiled = CODE_TABLE.map(({ pattern, means }) => ({
  matches: new RegExp(`^${pattern.replace(/[.]/g, '\\.').replace(/\*/g, '.*')}$`),
  means,
}));
const EXACT = new Map(CODE_TABLE.filter((row) => !row.pattern.includes('*')).map((row) => [row.pattern, row.means]));

/**
 * Classifies an answer that is not a success. The code decides where it is known; the HTTP status differs per product
 * and is only the fallback. An unknown code is `request-refused`: visible, and not retried.
 *
 * @example classify('Throttling.User', 400) // 'throttled'
 */
export function classify(cloudCode: string | undefined, httpStatus: number | undefined, message = ''): ErrorCode {
  if (QUOTA_EXHAUSTED.test(message)) return 'quota-exhausted';
  if (cloudCode !== undefined && cloudCode !== '') {
    const means = EXACT.get(cloudCode) ?? compiled.find((row) => row.matches.test(cloudCode))?.means;
    if (means !== undefined) return means;
  }
  if (httpStatus === 429) return 'throttled';
  if (httpStatus !== undefined && (httpStatus >= 500 || httpStatus === 408)) return 'service';
  if (httpStatus === 401 || httpStatus === 403) return 'access-denied';
  return 'request-refused';
}

/** Whether asking again with nothing changed can help. */
export function isRetryable(code: ErrorCode): boolean {
  return code === 'throttled' || code === 'service' || code === 'transport';
}
