import type { ErrorCode } from '../errors';

/**
 * What an Alibaba Cloud error code means for an inspection. Codes are matched whole or by `*`, never by the words of a
 * message; the first row that matches wins, an exact one before any other. A `*` stands only where a whole family of
 * codes means one thing. Every row has a test, and so has every documented code of every collector's action.
 */
export interface CodeRow {
  /** `*` stands for any characters. */
  readonly pattern: string;
  readonly means: ErrorCode;
}

export const CODE_TABLE: readonly CodeRow[] = [
  { pattern: 'Throttling', means: 'throttled' },
  { pattern: 'Throttling.*', means: 'throttled' },
  { pattern: 'ThrottlingException', means: 'throttled' },
  { pattern: 'Rejected.Throttling', means: 'throttled' },
  { pattern: 'RequestLimitExceeded', means: 'throttled' },
  { pattern: 'RequestTooFrequently', means: 'throttled' },
  { pattern: 'TooManyRequests', means: 'throttled' },
  { pattern: 'QpsLimitExceeded', means: 'throttled' },
  { pattern: 'FlowControl', means: 'throttled' },
  { pattern: 'ONS_SYSTEM_FLOW_CONTROL', means: 'throttled' },

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

  // The account has not opened the product. Never by `*NotOpen*` or `*NotEnabled*`: an API, a zone or an option of one
  // asset is "not open" too.
  { pattern: 'Forbidden.NotOpen', means: 'service-not-open' },
  { pattern: 'Forbidden.ServiceNotOpen', means: 'service-not-open' },
  { pattern: 'Forbidden.KmsServiceNotEnabled', means: 'service-not-open' },
  { pattern: 'Forbidden.Unsubscribed', means: 'service-not-open' },
  { pattern: 'ServiceNotOpen', means: 'service-not-open' },
  { pattern: 'ServiceNotActivated', means: 'service-not-open' },
  { pattern: 'CdnServiceNotFound', means: 'service-not-open' },
  { pattern: 'UserNotOpen', means: 'service-not-open' },
  { pattern: 'User.Disabled', means: 'service-not-open' },
  { pattern: 'UserDisable', means: 'service-not-open' },
  // Cloud Config, of an account that has not enabled it: "Your account does not exist."
  { pattern: 'AccountNotExisted', means: 'service-not-open' },
  { pattern: 'Inactive', means: 'service-not-open' },

  // The product does not know the region. Only what cannot mean anything else: not an action, a version, a parameter or
  // an endpoint that is not supported, and not a feature that a region lacks.
  { pattern: 'InvalidRegionId', means: 'unsupported' },
  { pattern: 'InvalidRegionId.*', means: 'unsupported' },
  { pattern: 'InvalidRegion.NotFound', means: 'unsupported' },
  { pattern: 'Invalid.RegionId', means: 'unsupported' },
  { pattern: 'Region.NotSupported', means: 'unsupported' },
  { pattern: 'RegionNotSupported', means: 'unsupported' },
  { pattern: 'RegionNotSupport', means: 'unsupported' },
  { pattern: 'UnsupportedRegion', means: 'unsupported' },

  // What only looks like a denial.
  { pattern: 'Forbidden.RiskControl', means: 'request-refused' },
  { pattern: 'Forbidden.ProhibitedByRiskControl', means: 'request-refused' },
  { pattern: 'Forbidden.InDebt*', means: 'request-refused' },
  { pattern: '*OverduePayment*', means: 'request-refused' },
  { pattern: 'Forbidden.UserVerification', means: 'request-refused' },
  { pattern: 'Forbidden.InvalidUserType', means: 'request-refused' },
  { pattern: 'Forbidden.AliasNotFound', means: 'request-refused' },
  { pattern: 'Forbidden.RegionNotFound', means: 'request-refused' },
  { pattern: 'Forbidden.VpcNotFound', means: 'request-refused' },
  { pattern: 'Forbidden.TagKey.*', means: 'request-refused' },
  { pattern: 'Forbidden.KeyNotFound', means: 'not-found' },
  { pattern: 'Forbidden.AccessKey', means: 'credentials' },

  { pattern: 'Forbidden', means: 'access-denied' },
  { pattern: 'Forbidden.*', means: 'access-denied' },
  { pattern: 'Forbedden.NotSupportRAM', means: 'access-denied' },
  { pattern: 'Forbbiden.*', means: 'access-denied' },
  { pattern: 'AccessForbidden', means: 'access-denied' },
  { pattern: 'StatusForbidden', means: 'access-denied' },
  { pattern: 'NoPermission', means: 'access-denied' },
  { pattern: 'NoPermission.*', means: 'access-denied' },
  { pattern: 'RdCheckNoPermission', means: 'access-denied' },
  { pattern: 'AggregatorMemberNoPermission', means: 'access-denied' },
  { pattern: 'NotAuthorized', means: 'access-denied' },
  { pattern: 'Unauthorized', means: 'access-denied' },
  { pattern: 'Unauthorized.EmptyRegion', means: 'access-denied' },
  { pattern: 'UnauthorizedOperation', means: 'access-denied' },
  { pattern: 'ActionUnauthorized', means: 'access-denied' },
  { pattern: 'AccessDenied', means: 'access-denied' },
  { pattern: 'AccessDenied.*', means: 'access-denied' },

  { pattern: 'ServiceUnavailable', means: 'service' },
  { pattern: 'ServiceUnavailable.*', means: 'service' },
  { pattern: 'ServiceUnavailableTemporary', means: 'service' },
  { pattern: 'SerivceUnavailableTemporary', means: 'service' },
  { pattern: 'InternalError', means: 'service' },
  { pattern: 'InternalError.*', means: 'service' },
  { pattern: 'InternalFailure', means: 'service' },
  { pattern: 'InternalServerError', means: 'service' },
  { pattern: 'LocationServiceTimeout', means: 'service' },
  { pattern: 'RemoteCallError', means: 'service' },
  { pattern: 'ServerError', means: 'service' },
  { pattern: 'ServiceTimeout', means: 'service' },
  { pattern: 'SystemBusy', means: 'service' },
  { pattern: 'SystemError', means: 'service' },
  { pattern: 'TimeoutRetryLater', means: 'service' },
  { pattern: 'UndefinedError', means: 'service' },
  { pattern: 'UnknownError', means: 'service' },

  // What was asked for by its id is not there. Never by `*.NotFound`: a filter, a status or a charge type is "not found"
  // too, and that is a mistake of ours.
  { pattern: 'InvalidZoneId.NotFound', means: 'request-refused' },
  { pattern: 'Invalid*Id.NotFound', means: 'not-found' },
  { pattern: 'InvalidDBInstance.NotFound', means: 'not-found' },
  { pattern: 'InvalidDBCluster.NotFound', means: 'not-found' },
  { pattern: 'InvalidDBInstanceName.NotFound', means: 'not-found' },
  { pattern: 'InvalidFileSystem.NotFound', means: 'not-found' },
  { pattern: 'Instance.NotFound', means: 'not-found' },
  { pattern: 'ErrorClusterNotFound', means: 'not-found' },
  { pattern: 'ResourceNotFound', means: 'not-found' },
  { pattern: 'ResourceNotFound.*', means: 'not-found' },
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
 * and is only the fallback. A code that nobody has heard of is `request-refused`, visible and not retried, whatever its
 * 4xx: many products answer a wrong parameter with 403.
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
  if (!cloudCode && (httpStatus === 401 || httpStatus === 403)) return 'access-denied';
  return 'request-refused';
}

/** Whether asking again with nothing changed can help. */
export function isRetryable(code: ErrorCode): boolean {
  return code === 'throttled' || code === 'service' || code === 'transport';
}
