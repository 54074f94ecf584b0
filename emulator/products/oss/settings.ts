/** What a bucket is set to, one setting at a time: logging, versions, encryption, website, referers, tags, policy. */
import type { Action, Body, Call } from '../../define';
import { invalidParameter, notFound } from '../../errors';
import type { Scope } from '../../world';

const KIND = 'bucket';

/** Access logs go to the first bucket of the same region. */
export function logBucketOf(scope: Scope, index: number): string {
  return scope.population(KIND).idOf(index % scope.world.regions.length);
}

/** Whether nobody has set anything: no versions, no encryption, no access log. */
export function isPlain(scope: Scope, index: number): boolean {
  return scope.condition(KIND, index) === 'oss-plain';
}

/** What somebody has set versions to, or what the bucket was made with; `undefined`: they were never switched on. */
export function versioningOf(scope: Scope, index: number): string | undefined {
  return scope.written<string>(KIND, index, 'versioning') ?? (isPlain(scope, index) ? undefined : 'Enabled');
}

/** How objects are encrypted where their upload does not say; `None`: not at all. */
export function encryptionOf(scope: Scope, index: number): string {
  return scope.written<string>(KIND, index, 'encryption') ?? (isPlain(scope, index) ? 'None' : 'AES256');
}

/** Every second bucket has a policy for its own account alone, unless one that is public was planted. */
export function policyOf(scope: Scope, index: number): Body | undefined {
  const open = scope.condition(KIND, index) === 'oss-public-policy';
  if (!open && index % 2 === 0) return undefined;
  const { accountId } = scope.account;
  const id = scope.population(KIND).idOf(index);
  return {
    Version: '1',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['oss:GetObject'],
        Principal: [open ? '*' : accountId],
        Resource: [`acs:oss:*:${accountId}:${id}/*`],
      },
    ],
  };
}

/** Every second healthy one is a website. */
function isSite(scope: Scope, index: number): boolean {
  return scope.condition(KIND, index) === undefined && index % 2 === 0;
}

/** The settings as OSS answers them: what is not set is an empty document, or an error of its own. */
export function settings(wantedIndex: (call: Call) => number): readonly Action[] {
  const about = (name: string, flag: string, answer: (scope: Scope, index: number) => Body, json?: true): Action => ({
    name,
    path: `/{Bucket}/?${flag}`,
    params: ['Bucket', flag],
    ...(json && { json }),
    handle: (call) => answer(call.scope, wantedIndex(call)),
  });
  /** Sets one thing to what the body says, or takes it away. */
  const changing = (
    name: string,
    method: 'PUT' | 'DELETE',
    flag: string,
    field?: string,
    values: readonly string[] = [],
  ): Action => ({
    name,
    method,
    path: `/{Bucket}/?${flag}`,
    params: ['Bucket', flag, ...(field === undefined ? [] : [field, 'KMSMasterKeyID'])],
    handle(call) {
      const value = field === undefined ? 'None' : (call.params[field] ?? '');
      if (field !== undefined && !values.includes(value)) throw invalidParameter(field, `one of ${values.join(', ')}`);
      call.scope.write(KIND, wantedIndex(call), flag, value);
      return { [`${name}Result`]: {} };
    },
  });
  return [
    about(
      'GetBucketPolicy',
      'policy',
      (scope, index) => {
        const policy = policyOf(scope, index);
        if (policy === undefined) throw notFound('NoSuchBucketPolicy', 'The bucket policy does not exist.');
        return policy;
      },
      true,
    ),
    about('GetBucketLogging', 'logging', (scope, index) => ({
      BucketLoggingStatus: isPlain(scope, index)
        ? ''
        : { LoggingEnabled: { TargetBucket: logBucketOf(scope, index), TargetPrefix: 'log/' } },
    })),
    about('GetBucketVersioning', 'versioning', (scope, index) => {
      const Status = versioningOf(scope, index);
      return { VersioningConfiguration: Status === undefined ? '' : { Status } };
    }),
    changing('PutBucketVersioning', 'PUT', 'versioning', 'Status', ['Enabled', 'Suspended']),
    changing('PutBucketEncryption', 'PUT', 'encryption', 'SSEAlgorithm', ['AES256', 'KMS', 'SM4']),
    changing('DeleteBucketEncryption', 'DELETE', 'encryption'),
    about('GetBucketEncryption', 'encryption', (scope, index) => {
      const SSEAlgorithm = encryptionOf(scope, index);
      if (SSEAlgorithm === 'None') {
        throw notFound('NoSuchServerSideEncryptionRule', 'The server side encryption configuration does not exist.');
      }
      const rule = { SSEAlgorithm, KMSMasterKeyID: '' };
      return { ServerSideEncryptionRule: { ApplyServerSideEncryptionByDefault: rule } };
    }),
    about('GetBucketWebsite', 'website', (scope, index) => {
      if (!isSite(scope, index)) {
        throw notFound('NoSuchWebsiteConfiguration', 'The specified bucket does not have a website configuration.');
      }
      return {
        WebsiteConfiguration: {
          IndexDocument: { Suffix: 'index.html', SupportSubDir: false, Type: '0' },
          ErrorDocument: { Key: 'error.html', HttpStatus: '404' },
        },
      };
    }),
    about('GetBucketReferer', 'referer', () => ({
      RefererConfiguration: { AllowEmptyReferer: true, RefererList: '' },
    })),
    about('GetBucketTags', 'tagging', () => ({
      Tagging: {
        TagSet: {
          Tag: [
            { Key: 'env', Value: 'production' },
            { Key: 'team', Value: 'shop' },
          ],
        },
      },
    })),
  ];
}
