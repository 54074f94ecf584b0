import type { Action, Product } from './define';
import { ApiError, invalidParameter, missingParameter } from './errors';
import type { Identity, Keyring } from './identity';
import { arnOf, checkTime, compareSignatures, principalId } from './identity';
import type { Request } from './request';
import {
  readAcs3,
  readOss1,
  readOss4,
  readSls,
  sha256,
  signAcs3,
  signOss1,
  signOss4,
  signRoa,
  signRpc,
  signSls,
} from './signature';

/** Parameters that every RPC call may carry. */
const COMMON = new Set([
  'Action',
  'Version',
  'Format',
  'AccessKeyId',
  'Signature',
  'SignatureMethod',
  'SignatureNonce',
  'SignatureType',
  'SignatureVersion',
  'Timestamp',
  'SecurityToken',
  'RegionId',
  'OwnerId',
  'OwnerAccount',
  'ResourceOwnerId',
  'ResourceOwnerAccount',
]);
/** Parameters that every call needs which is signed by parameters. */
const NEEDED = [
  'Version',
  'AccessKeyId',
  'Signature',
  'SignatureMethod',
  'SignatureVersion',
  'SignatureNonce',
  'Timestamp',
];
/** Headers that every call needs which is signed by version 3, and that its signature has to cover. */
const NEEDED_HEADERS = ['x-acs-action', 'x-acs-version', 'x-acs-date', 'x-acs-signature-nonce', 'x-acs-content-sha256'];

/** @throws ApiError for a call that lacks what every call of its kind has */
export function checkComplete({ scheme, params, headers }: Request): void {
  const needed = scheme === 'params' ? ['Action', ...NEEDED] : scheme === 'acs3' ? NEEDED_HEADERS : [];
  const given = scheme === 'params' ? params : headers;
  for (const name of needed) if (!given[name]) throw missingParameter(name);
}

/** Who signed the request. @throws ApiError for a signature, a time or a key that is not right */
export function checkSignature(request: Request, keyring: Keyring): Identity {
  switch (request.scheme) {
    case 'params':
      return checkRpc(request, keyring);
    case 'acs':
      return checkRoa(request, keyring);
    case 'acs3':
      return checkAcs3(request, keyring);
    case 'oss4':
      return checkOss4(request, keyring);
    case 'oss1':
      return checkOss1(request, keyring);
    case 'sls':
      return checkSls(request, keyring);
  }
}

function checkAcs3({ method, headers, query, paths, body }: Request, keyring: Keyring): Identity {
  const given = readAcs3(headers.authorization ?? '');
  if (given === undefined) throw incompleteSignature('Authorization');
  if (given.algorithm !== 'ACS3-HMAC-SHA256') {
    throw new ApiError(400, 'InvalidSignatureMethod', 'Specified signature method is not valid.');
  }
  for (const name of NEEDED_HEADERS) if (!given.names.includes(name)) throw incompleteSignature(name);
  const identity = keyring.identify(given.accessKeyId, headers['x-acs-security-token']);
  const time = headers['x-acs-date'] ?? '';
  checkTime(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(time) ? time : '');
  const payload = sha256(body);
  if (headers['x-acs-content-sha256']?.toLowerCase() !== payload) {
    const message =
      'Specified signature is not matched with our calculation: x-acs-content-sha256 is not that of the body.';
    throw new ApiError(400, 'SignatureDoesNotMatch', message);
  }
  compareSignatures(
    given.signature,
    ...paths.map((path) => signAcs3(method, path, query, headers, given.names, payload, identity.secret)),
  );
  keyring.useNonce(`${given.accessKeyId}/${headers['x-acs-signature-nonce'] ?? ''}`);
  return identity;
}

function incompleteSignature(what: string): ApiError {
  const message = `The request signature does not conform to Aliyun standards: ${what}.`;
  return new ApiError(400, 'IncompleteSignature', message);
}

/** What a signature of OSS covers: `/`, or the bucket and what is asked for in it. */
function ossResource({ path, bucket }: Request): string {
  return path === `/${bucket}` ? `${path}/` : decodeURIComponent(path);
}

/** The refusal of a call that nobody has signed, or not as OSS wants it. */
function unsigned({ headers }: Request): ApiError {
  return headers.authorization === undefined
    ? new ApiError(403, 'AccessDenied', 'Anonymous access is forbidden for this operation.')
    : new ApiError(400, 'InvalidArgument', 'Authorization header is invalid.');
}

function checkOss4(request: Request, keyring: Keyring): Identity {
  const { headers, method, query } = request;
  const given = readOss4(headers.authorization ?? '');
  if (given === undefined) throw unsigned(request);
  const identity = keyring.identify(given.accessKeyId, headers['x-oss-security-token']);
  const time = headers['x-oss-date'] ?? '';
  checkTime(time.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/, '$1-$2-$3:$4:$5'));
  if (given.date !== time.slice(0, 8) || given.region !== (request.region ?? given.region)) {
    throw new ApiError(400, 'InvalidArgument', 'The scope of the credential is not that of the request.');
  }
  const resource = ossResource(request);
  compareSignatures(given.signature, signOss4(method, resource, query, headers, given, identity.secret));
  return identity;
}

function checkOss1(request: Request, keyring: Keyring): Identity {
  const { headers, method, query } = request;
  const given = readOss1(headers.authorization ?? '');
  if (given === undefined) throw unsigned(request);
  const identity = keyring.identify(given.accessKeyId, headers['x-oss-security-token']);
  const time = headers['x-oss-date'] ?? headers.date;
  if (!time) throw new ApiError(403, 'AccessDenied', 'OSS authentication requires a valid Date.');
  checkTime(time);
  const resource = ossResource(request);
  compareSignatures(given.signature, signOss1(method, resource, query, headers, identity.secret));
  return identity;
}

function checkSls({ headers, method, query, path }: Request, keyring: Keyring): Identity {
  const given = readSls(headers.authorization ?? '');
  if (given === undefined) throw new ApiError(401, 'Unauthorized', 'The AccessKeyId is unauthorized.');
  for (const name of ['x-log-apiversion', 'x-log-bodyrawsize', 'date'])
    if (!headers[name]) throw missingParameter(name);
  if (headers['x-log-signaturemethod'] !== 'hmac-sha1') {
    throw invalidParameter('x-log-signaturemethod', 'hmac-sha1 expected');
  }
  const identity = keyring.identify(given.accessKeyId, headers['x-acs-security-token']);
  checkTime(headers.date ?? '');
  compareSignatures(given.signature, signSls(method, path, query, headers, identity.secret));
  return identity;
}

function checkRpc(request: Request, keyring: Keyring): Identity {
  const { params } = request;
  if (params.SignatureMethod !== 'HMAC-SHA1') throw invalidParameter('SignatureMethod', 'HMAC-SHA1 expected');
  if (params.SignatureVersion !== '1.0') throw invalidParameter('SignatureVersion', '1.0 expected');
  if ((params.Format ?? 'JSON').toUpperCase() !== 'JSON')
    throw invalidParameter('Format', 'the emulator answers in JSON');
  const identity = keyring.identify(params.AccessKeyId ?? '', params.SecurityToken);
  checkTime(params.Timestamp ?? '');
  const { Signature: signature = '', ...signed } = params;
  compareSignatures(signature, signRpc(request.method, signed, identity.secret));
  keyring.useNonce(`${params.AccessKeyId ?? ''}/${params.SignatureNonce ?? ''}`);
  return identity;
}

function checkRoa(request: Request, keyring: Keyring): Identity {
  const { headers, query } = request;
  const [, accessKeyId = '', signature = ''] = /^acs ([^:]+):(.+)$/.exec(headers.authorization ?? '') ?? [];
  if (accessKeyId === '') throw missingParameter('Authorization');
  if (!headers['x-acs-signature-nonce']) throw missingParameter('x-acs-signature-nonce');
  const identity = keyring.identify(accessKeyId, headers['x-acs-security-token']);
  checkTime(headers.date ?? '');
  compareSignatures(signature, signRoa(request.method, request.path, query, headers, identity.secret));
  keyring.useNonce(`${accessKeyId}/${headers['x-acs-signature-nonce']}`);
  return identity;
}

/** @throws ApiError for a parameter that the action does not take, and for one that it needs */
export function checkParams(request: Request, action: Action): void {
  const taken = new Set([...(action.params ?? []), ...(action.paging?.params ?? [])]);
  for (const name of Object.keys(request.params)) {
    const [top = ''] = name.split('.');
    if (COMMON.has(name) || taken.has(top)) continue;
    throw invalidParameter(name, `${action.name} does not take it (or the emulator does not know it)`);
  }
  for (const name of action.required ?? []) {
    if (!request.params[name]) throw missingParameter(name);
  }
}

/** CloudMonitor's reading actions are authorised under other names. */
function ramAction(product: Product, action: Action): string {
  const name =
    product.code === 'cms' ? action.name.replace(/^DescribeMetric(?=Last|List|Data)/, 'QueryMetric') : action.name;
  return `${product.code}:${name}`;
}

/** Products whose calls are authorised under names that the emulator knows. */
const KNOWN = new Set(['ecs', 'vpc', 'slb', 'rds', 'cms', 'ess']);

/** Whether the session of a role was narrowed to something else. */
export function isNarrowed(product: Product, action: Action, { allowed }: Identity): boolean {
  if (allowed === undefined || action.open === true || !KNOWN.has(product.code)) return false;
  const name = ramAction(product, action);
  return !allowed.some((one) => (one.endsWith('*') ? name.startsWith(one.slice(0, -1)) : name === one));
}

/** The refusal of a caller without the permission. */
export function denied(product: Product, action: Action, identity: Identity): ApiError {
  const message =
    "User not authorized to operate on the specified resource, or this API doesn't support RAM. " +
    `Action: ${product.code}:${action.name}`;
  return new ApiError(403, 'Forbidden.RAM', message, {
    AccessDeniedDetail: {
      AuthAction: ramAction(product, action),
      AuthPrincipalDisplayName: arnOf(identity),
      AuthPrincipalOwnerId: identity.account.accountId,
      AuthPrincipalType: identity.role === undefined ? 'SubUser' : 'AssumedRoleUser',
      EncodedDiagnosticMessage: principalId(product.code, action.name),
      NoPermissionType: 'ImplicitDeny',
      PolicyType: 'AccountLevelIdentityBasedPolicy',
    },
  });
}
