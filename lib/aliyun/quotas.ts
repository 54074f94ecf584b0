/**
 * Documented request quotas, in calls per second per (account, region, API): where the limiter starts. What is not
 * here is not documented and is learnt. Sources: the API references of the products, 2026-08.
 */
export const DOCUMENTED_QPS: Readonly<Record<string, number>> = {
  'cms:DescribeMetricLast': 50,
  'cms:DescribeMetricList': 50,
  'cms:DescribeMetricData': 10,
  'cms:DescribeMetricTop': 10,
  'actiontrail:LookupEvents': 2,
  'cas:ListUserCertificateOrder': 10,
  'cdn:DescribeUserDomains': 100,
  'cdn:DescribeCdnDomainDetail': 30,
  'vpc:DescribeNetworkAcls': 0.5,
};

/** Products whose throttle stays closed until the next window begins, in milliseconds. */
export const THROTTLE_WINDOW_MS: Readonly<Record<string, number>> = { ecs: 60_000 };
