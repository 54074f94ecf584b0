import { serverStatistics } from '../../../scripts/sas';
import { account } from '../ram/fixtures';

export const where = { account: account.account, region: 'ap-southeast-1' };

export function statistics(InstanceCount?: number, UnprotectedInstanceCount?: number, NotRunningStatusCount = 0) {
  const GroupedFields = { InstanceCount, UnprotectedInstanceCount, NotRunningStatusCount };
  return serverStatistics.toAsset({ GroupedFields }, where);
}
