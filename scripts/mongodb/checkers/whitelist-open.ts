import { defineWhitelistChecker } from '../../../lib/define';
import { fixCall } from '../../../lib/model';
import { instances } from '../collectors/instances';
import { replicaAddresses } from '../collectors/replica-addresses';
import { shardingAddresses } from '../collectors/sharding-addresses';
import { whitelist } from '../collectors/whitelist';
import { terraformOf } from '../states';

export const whitelistOpen = defineWhitelistChecker({
  id: 'mongodb-whitelist-open',
  asset: instances,
  whitelist,
  endpoints: {
    collector: replicaAddresses,
    isPublic: ({ replicaSet: all }) => all?.some((one) => one.networkType === 'Public') ?? true,
  },
  shardEndpoints: {
    collector: shardingAddresses,
    isPublic: ({ networkAddress: all }) => all?.some((one) => one.networkType === 'Public') ?? true,
  },
  groups: ({ securityIpGroup }) =>
    securityIpGroup?.map((group) => ({ name: group.securityIpGroupName, addresses: group.securityIpList })),
  change: {
    call: ({ id, region }, group, SecurityIps, ModifyMode) =>
      fixCall('dds', 'ModifySecurityIps', {
        RegionId: region,
        DBInstanceId: id,
        SecurityIpGroupName: group,
        SecurityIps,
        ModifyMode,
      }),
    terraform: (asset, group) =>
      group === 'default' && asset.dBInstanceType !== 'serverless'
        ? `${terraformOf(asset)}: security_ip_list`
        : `${terraformOf(asset)}: security_ip_groups (security_ip_group_name = "${group}")`,
  },
  title: {
    zh: 'MongoDB 白名单对所有地址开放',
    en: 'MongoDB whitelist lets everybody in',
  },
  why: {
    zh: '开放给所有人的 MongoDB 是数据勒索的常见目标。',
    en: 'A MongoDB that everybody can reach is a common target of data ransom.',
  },
  remedy: {
    zh: '删除 0.0.0.0/0，改为应用服务器的地址或安全组。',
    en: 'Delete 0.0.0.0/0 and name the addresses or security groups of your application servers.',
  },
  docs: 'https://help.aliyun.com/zh/mongodb/developer-reference/api-dds-2015-12-01-describesecurityips',
  message: {
    zh: 'MongoDB 实例 {{id}} 的白名单对所有地址开放：{{ranges}}',
    en: 'The whitelist of MongoDB instance {{id}} is open to all: {{ranges}}',
  },
});
