import { whitelistOpen } from '../../../../scripts/mongodb';
import { testChecker } from '../../../harness/check-tester';
import { whitelistCases } from '../../../harness/tables';
import { groups, instance, now, replicas, shards } from '../fixtures';

const { healthy, fail, ...cases } = whitelistCases(
  { zh: 'MongoDB 实例 dds-1', en: 'MongoDB instance dds-1' },
  groups,
  'securityIpGroup',
  { endpoints: [replicas('VPC', 'Public')] },
);
const open = (severity: 'critical' | 'error', related: object) => ({
  related: { whitelist: [groups('0.0.0.0/0')], ...related },
  message: 'open' as const,
  severity,
  data: { ranges: ['0.0.0.0/0 (group0)'] },
});

testChecker(whitelistOpen, {
  healthy: { asset: instance, ...healthy, now },
  fail: {
    ...fail,
    'everybody, without a public endpoint': open('error', { endpoints: [replicas('VPC')] }),
    'everybody, in the classic network': open('error', { endpoints: [replicas('Classic')] }),
    'everybody, and an answer that does not tell the endpoints': open('critical', {
      endpoints: [{ ...replicas(), replicaSet: undefined }],
    }),
    'everybody, with a public mongos': open('critical', { endpoints: [], shardEndpoints: [shards('VPC', 'Public')] }),
    'everybody, without a public mongos': open('error', { endpoints: [], shardEndpoints: [shards('VPC')] }),
  },
  ...cases,
});
