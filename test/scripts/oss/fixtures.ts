import { accountBlock, bucketInfo, buckets, policyStatus } from '../../../scripts/oss';
import { now, where as regional } from '../ecs/fixtures';

export { now };

const where = { ...regional, region: 'global' };

/** A bucket, through the collector as the XML of the API reads. */
export const bucket = buckets.toAsset(
  {
    Name: 'b-1',
    Location: 'oss-cn-hangzhou',
    Region: 'cn-hangzhou',
    StorageClass: 'Standard',
    CreationDate: '2025-03-01T00:00:00.000Z',
    ResourceGroupId: 'rg-1',
  },
  where,
);

/** Its access settings; `undefined` where the answer does not tell. */
export function info(grant: string | undefined, blockPublicAccess = 'false') {
  const acl = grant === undefined ? {} : { AccessControlList: { Grant: grant } };
  return bucketInfo.toAsset({ Bucket: { Name: 'b-1', ...acl, BlockPublicAccess: blockPublicAccess } }, where);
}

/** The same without a word whether public access is blocked. */
export function unblocked(grant: string) {
  return info(grant, '');
}

export function policy(isPublic: 'true' | 'false' | undefined) {
  return policyStatus.toAsset({ RequestId: 'R-1', IsPublic: isPublic }, where);
}

/** What is set for the account as a whole. */
export function blocked(blockPublicAccess: 'true' | 'false') {
  return accountBlock.toAsset({ RequestId: 'R-1', BlockPublicAccess: blockPublicAccess }, where);
}

/** What else is set for it. */
export function settings(facts: object) {
  return bucketInfo.toAsset({ Bucket: { Name: 'b-1', ...facts } }, where);
}
