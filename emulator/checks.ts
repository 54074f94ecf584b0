import type { Action, Product } from './define';
import { ApiError, invalidParameter, missingParameter } from './errors';
import type { Identity, Keyring } from './identity';
import { arnOf, checkTime, compareSignatures, principalId } from './identity';
import type { Request } from './request';
import { readOssAuthorization, signOss4, signRoa, signRpc } from './signature';

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
/** Parameters that every RPC call needs. */
export const NEEDED = [
  'Version',
  'AccessKeyId',
  'Signature',
  'SignatureMethod',
  'SignatureVersion',
  'SignatureNonce',
  'Timestamp',
];
/** Who signed the request. @throws ApiError for a signature, a time or a key that is not right */
export function checkSignature(request: Request, keyring: Keyring): Identity {
  switch (request.style) {
    case 'rpc':
      return checkRpc(request, keyring);
    case 'roa':
      return checkRoa(request, keyring);
    case 'oss':
      return checkOss(request, keyring);
  }
}

function checkOss(request: Request, keyring: Keyring): Identity {
  const { headers, path, query } = request;
  const given = readOssAuthorization(headers.authorization ?? '');
  if (given === undefined) throw new ApiError(400, 'InvalidArgument', 'Authorization header is invalid.');
  const identity = keyring.identify(given.accessKeyId, headers['x-oss-security-token']);
  const time = headers['x-oss-date'] ?? '';
  checkTime(time.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/, '$1-$2-$3:$4:$5'));
  if (given.date !== time.slice(0, 8) || given.region !== (request.region ?? given.region)) {
    throw new ApiError(400, 'InvalidArgument', 'The scope of the credential is not that of the request.');
  }
  compareSignatures(
    given.signature,
    signOss4(path === '/' ? path : `${path}/`, query, headers, given, identity.secret),
  );
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
