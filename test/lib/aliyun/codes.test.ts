import { CODE_TABLE, classify, isRetryable } from '../../../lib/aliyun';

describe('classify', () => {
  it.each(CODE_TABLE.map((row) => [row.pattern, row.means] as const))('%s is %s', (pattern, means) => {
    // Whatever the status: products do not agree on it.
    for (const status of [200, 400, 403, 404, 500, 503, undefined]) {
      expect(classify(pattern.replaceAll('*', 'X'), status)).toBe(means);
    }
  });

  it('has no row twice, and none that an earlier row of another meaning hides', () => {
    const patterns = CODE_TABLE.map((row) => row.pattern);
    expect(new Set(patterns).size).toBe(patterns.length);
  });

  it.each([
    ['Throttling.User', 'throttled'],
    ['Throttling.DeepPageSkip', 'throttled'],
    ['InvalidAccessKeyId.Inactive', 'credentials'],
    ['InvalidSecurityToken.Malformed', 'credentials'],
    ['InvalidTimeStamp.Expired', 'credentials'],
    ['Forbidden.RAM', 'access-denied'],
    ['Forbidden.NotOpen', 'service-not-open'],
    ['Forbidden.RiskControl', 'request-refused'],
    ['InvalidRegionId.NotFound', 'unsupported'],
    ['InvalidInstanceId.NotFound', 'not-found'],
    ['InvalidZoneId.NotFound', 'request-refused'],
    ['InvalidFilterKey.NotFound', 'request-refused'],
    ['InvalidStatus.NotFound', 'request-refused'],
    ['InvalidAction', 'request-refused'],
    ['InvalidAction.NotFound', 'request-refused'],
    ['InvalidAction.RegionNotSupport', 'request-refused'],
    ['InvalidApi.NotFound', 'request-refused'],
    ['InvalidVersion', 'request-refused'],
    ['NoSuchVersion', 'request-refused'],
    ['InvalidPageSize.ValueNotSupported', 'request-refused'],
    ['InvalidOperation.NotSupportedEndpoint', 'request-refused'],
    ['OperationDenied.RegionIdNotSupported', 'request-refused'],
    ['MissingParameter.RegionId', 'request-refused'],
    ['Zone.NotOpen', 'request-refused'],
    ['NotOpen.Api', 'request-refused'],
    ['SSLNotEnabled', 'request-refused'],
    ['InvalidParameter.KMSKeyId.CMKNotEnabled', 'request-refused'],
    ['EntityNotExist.Role', 'not-found'],
    ['MissingParameter', 'request-refused'],
    ['InvalidParameter.PageSize', 'request-refused'],
    ['UnsupportedOperation', 'request-refused'],
  ] as const)('%s is %s', (code, means) => expect(classify(code, 400)).toBe(means));

  it('compares whole codes: neither a part of one, nor other letter case, nor the words of a message', () => {
    expect(classify('NotThrottlingAtAll', 400)).toBe('request-refused');
    expect(classify('XForbidden', 400)).toBe('request-refused');
    expect(classify('Throttling-User', 400)).toBe('request-refused');
    expect(classify('throttling', 400)).toBe('request-refused');
    expect(classify('MissingParameter', 400, 'Forbidden Throttling NotFound')).toBe('request-refused');
  });

  it.each([
    [undefined, 429, 'throttled'],
    ['', 429, 'throttled'],
    ['Odd', 429, 'throttled'],
    ['Odd', 500, 'service'],
    [undefined, 503, 'service'],
    [undefined, 408, 'service'],
    [undefined, 401, 'access-denied'],
    ['', 403, 'access-denied'],
    ['Odd', 401, 'request-refused'],
    ['Odd', 403, 'request-refused'],
    ['Odd', 404, 'request-refused'],
    ['Odd', 200, 'request-refused'],
    [undefined, undefined, 'request-refused'],
  ] as const)('falls back from code %s to status %s: %s', (code, status, means) => {
    expect(classify(code, status)).toBe(means);
  });

  it('knows the exhausted quota of CloudMonitor by its message, whatever the code', () => {
    expect(classify('Throttling.User', 400, 'User API quota limit exceeded')).toBe('quota-exhausted');
    expect(classify(undefined, 200, 'user api quota limit')).toBe('quota-exhausted');
  });

  it('retries what may pass by itself, and nothing else', () => {
    const means = [...new Set(CODE_TABLE.map((row) => row.means))];
    expect(means.filter(isRetryable).sort()).toEqual(['service', 'throttled']);
    expect(isRetryable('transport')).toBe(true);
    expect(isRetryable('quota-exhausted')).toBe(false);
  });
});
