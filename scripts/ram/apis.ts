import { central, defineProduct } from '../../lib/define';
import type { AnyAsset } from '../../lib/model';

/** The older API: policies, and errors that tell for certain what a user does not have. */
export const ram = defineProduct({
  code: 'ram',
  apiVersion: '2015-05-01',
  style: 'rpc',
  sdk: '@alicloud/ram20150501',
  title: { zh: '访问控制 RAM（旧版接口）', en: 'Resource Access Management (older API)' },
  endpoints: central('ram.aliyuncs.com'),
});

/** Names the account, which IMS does not. */
export const account = defineProduct({
  code: 'sts',
  apiVersion: '2015-04-01',
  style: 'rpc',
  sdk: '@alicloud/sts20150401',
  title: { zh: '阿里云账号', en: 'Alibaba Cloud account' },
  endpoints: central('sts.aliyuncs.com'),
  console: 'https://ram.console.aliyun.com/overview',
});

/** The older API knows `ann@example.onaliyun.com` as `ann`. */
export function userName(user: AnyAsset): string {
  return user.id.replace(/@.*$/, '');
}
