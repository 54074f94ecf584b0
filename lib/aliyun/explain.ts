import type { ApiCall, Product } from '../define';
import { CloudApiError, CredentialsError } from '../errors';
import { GLOBAL_REGION } from './endpoint';
import { CEILING } from './exchange';
import { THROTTLED_TRIES } from './remedies';

/** A call as its errors speak of it. */
export interface CallFacts {
  readonly product: Product;
  readonly call: ApiCall;
  /** The region that was asked for; may be `global`. */
  readonly region: string;
  /** The account as the template names it. */
  readonly account: string;
}

/** `ecs:DescribeDisks in cn-hangzhou for account production` */
export function nameOf({ product, call, region, account }: CallFacts): string {
  return `${product.code}:${call.action} in ${region} for account ${account}`;
}

/**
 * The same error with the account, in its message and in `account`, and with what the operator should do.
 *
 * @example
 * explain(error, { product: ecs, call, region: 'cn-hangzhou', account: 'production' }).message;
 * // 'ecs:DescribeDisks in cn-hangzhou for account production denied: grant ecs:DescribeDisks (Forbidden.RAM, HTTP 403)'
 */
export function explain(error: CloudApiError, facts: CallFacts): CloudApiError | CredentialsError {
  const { product, call, region, account } = facts;
  const what = nameOf(facts);
  const ramAction = error.ramAction ?? call.ram ?? `${product.ramPrefix ?? product.code}:${call.action}`;
  const detail = [error.cloudCode, error.httpStatus === undefined ? undefined : `HTTP ${error.httpStatus}`]
    .filter(Boolean)
    .join(', ');
  const suffix = detail ? ` (${detail})` : '';
  // What is global is in no region: a region that is refused is a request that is refused.
  const regional = region !== GLOBAL_REGION && product.centres === undefined;
  const code = error.code === 'unsupported' && !regional ? 'request-refused' : error.code;
  const { context } = error;
  const again = (message: string) =>
    new CloudApiError(message, {
      code,
      retryable: error.retryable,
      product: error.product,
      action: error.action,
      region: error.region,
      requestId: error.requestId,
      cloudCode: error.cloudCode,
      httpStatus: error.httpStatus,
      ramAction,
      said: error.said,
      context,
      account,
      cause: error,
    });
  switch (code) {
    case 'access-denied':
      return again(`${what} denied: grant ${ramAction}${suffix}`);
    case 'service-not-open':
      return again(`${what}: the service is not opened; open ${product.title.en} in the console${suffix}`);
    case 'unsupported':
      return again(`${what}: not available in this region${suffix}`);
    case 'quota-exhausted':
      if (error.cloudCode === CEILING) return again(`${what}: ${error.said ?? ''}; raise metricCalls`);
      return again(`${what}: the free quota of CloudMonitor calls for this month is used up${suffix}`);
    case 'throttled':
      return again(`${what}: still throttled after ${THROTTLED_TRIES} tries; run it less often${suffix}`);
    case 'token-expired':
      return again(`${what}: the security token has expired and a new one did not help${suffix}`);
    case 'credentials': {
      const clock = /time-?stamp|TimeTooSkewed|RequestTimeExpired/i.test(error.cloudCode ?? '');
      const advice = clock ? 'set the clock of this machine' : 'check the access key';
      return new CredentialsError(`account ${account}: keys refused, ${advice}${suffix}`, {
        context: { ...context, ...(clock ? { clockSkew: true } : {}) },
        account,
        cause: error,
      });
    }
    default:
      return again(error.said === undefined ? `${what}: ${error.message}` : `${what}: ${error.said}${suffix}`);
  }
}
