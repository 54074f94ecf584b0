import { defineWhitelistChecker } from '../../../lib/define';
import { fixCall } from '../../../lib/model';
import { instances } from '../collectors/instances';
import { netInfo } from '../collectors/net-info';
import { whitelist } from '../collectors/whitelist';
import { terraformOf } from '../states';

export const whitelistOpen = defineWhitelistChecker({
  id: 'rds-whitelist-open',
  asset: instances,
  whitelist,
  endpoints: {
    collector: netInfo,
    isPublic: ({ dBInstanceNetInfo: all }) => all?.some((one) => one.iPType === 'Public') ?? true,
  },
  groups: ({ dBInstanceIPArray }) =>
    dBInstanceIPArray?.map((group) => ({ name: group.dBInstanceIPArrayName, addresses: group.securityIPList })),
  change: {
    call: ({ id, region }, group, SecurityIps, ModifyMode) =>
      fixCall('rds', 'ModifySecurityIps', {
        RegionId: region,
        DBInstanceId: id,
        DBInstanceIPArrayName: group,
        SecurityIps,
        ModifyMode,
      }),
    terraform: (asset, group) =>
      `${terraformOf(asset)}: security_ips${group === 'default' ? '' : ` (db_instance_ip_array_name = "${group}")`}`,
  },
  title: {
    zh: 'RDS 白名单对所有地址开放',
    en: 'RDS whitelist lets everybody in',
  },
  why: {
    zh: '任何人只要知道地址和口令就能连接数据库；泄漏的口令即可导致拖库。',
    en: 'Anybody with the address can try passwords, and one leaked password exposes the whole database.',
  },
  remedy: {
    zh: '从白名单中移除 0.0.0.0/0，只保留应用的地址段。',
    en: 'Remove 0.0.0.0/0 from the whitelist and keep the ranges of your applications only.',
  },
  docs: 'https://help.aliyun.com/zh/rds/apsaradb-rds-for-mysql/configure-an-ip-address-whitelist-for-an-apsaradb-rds-for-mysql-instance',
  message: {
    zh: 'RDS 实例 {{id}} 的白名单对所有地址开放：{{ranges}}',
    en: 'The whitelist of RDS instance {{id}} is open to all: {{ranges}}',
  },
});
