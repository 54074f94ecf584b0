import { abnormalCloudResources, defenseResources, domains, instances, logStore } from '../../../scripts/waf';
import { inDays, now } from '../ecs/fixtures';

export { inDays, now };

const where = { account: { id: '1000000000000001', name: 'production' }, region: 'cn-hangzhou' };

/** An instance on subscription, through the collector as the API answers it. */
export const instance = instances.toAsset(
  {
    InstanceId: 'waf-1',
    Status: 1,
    PayType: 'PREPAY',
    InDebt: '0',
    Edition: 'default_version',
    StartTime: Date.parse('2025-03-01T00:00:00Z'),
    EndTime: Date.parse('2027-03-01T00:00:00Z'),
    Details: { LogService: true, DefenseObjectMaxCount: 10 },
  },
  where,
);

/** Of an account that has none. */
export const none = { instanceId: undefined, status: undefined, payType: undefined, endTime: undefined };

/** Objects that it protects, by their states. */
export const objects = (...states: (string | undefined)[]) =>
  states.map((ResourceStatus, i) =>
    defenseResources.toAsset({ Resource: `site-${i + 1}`, ...(ResourceStatus && { ResourceStatus }) }, where),
  );

/** Sites, by their states. */
export const sites = (...states: (number | undefined)[]) =>
  states.map((Status, i) =>
    domains.toAsset({ DomainId: `${i + 1}-waf`, Domain: `site-${i + 1}.com`, ...(Status && { Status }) }, where),
  );

export const abnormal = (reason?: string) =>
  abnormalCloudResources.toAsset({ CloudResourceId: 'lb-1-443-clb7', ...(reason && { Reason: reason }) }, where);

export const store = (ExistStatus?: boolean) =>
  logStore.toAsset({ RequestId: 'r', ...(ExistStatus !== undefined && { ExistStatus }) }, where);
