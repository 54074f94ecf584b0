import { defineWhitelistChecker } from '../../../lib/define';
import { clusterDetails } from '../collectors/cluster-details';
import { clusters } from '../collectors/clusters';

/** A text of JSON, `["203.0.113.7/32"]`. */
function entriesOf(list: string): string {
  return list.replace(/["[\]\s]/g, '');
}

/** An empty list lets everybody in, says the page. It is of the public endpoint: without one there is nothing to guard. */
export const whitelistOpen = defineWhitelistChecker({
  id: 'mse-whitelist-open',
  asset: clusters,
  title: { zh: '注册配置中心公网白名单对所有地址开放', en: 'Whitelist of a registry is open to all' },
  why: {
    zh: '任何人都能访问注册配置中心的公网地址：未开启鉴权时可读取配置中的密钥，也可注册恶意服务。',
    en: 'Anybody reaches its public endpoint, and without authentication can read secrets of the configuration and register services.',
  },
  remedy: {
    zh: '在公网白名单中只填写需要访问的地址并开启鉴权；不需要公网则关闭公网访问。',
    en: 'Put only the addresses that need it on the public whitelist and switch authentication on, or close the public endpoint.',
  },
  noFix: {
    zh: '白名单只能整体替换，收紧后未列出的服务立即失去注册与配置中心。',
    en: 'The list is replaced as a whole: services that it does not name lose their registry and configuration at once.',
  },
  docs: 'https://help.aliyun.com/zh/mse/user-guide/set-up-a-white-list',
  whitelist: clusterDetails,
  groups: ({ internetAddress, pubNetworkFlow, aclEntryList: list }) => {
    if (internetAddress === undefined && pubNetworkFlow === undefined) return undefined;
    if (internetAddress === undefined && pubNetworkFlow === 0) return [];
    return [{ name: undefined, addresses: list === undefined ? undefined : entriesOf(list) || '0.0.0.0/0' }];
  },
  message: {
    zh: '注册配置中心 {{id}} 的公网白名单对所有地址开放：{{ranges}}',
    en: 'The public whitelist of registry {{id}} is open to all: {{ranges}}',
  },
});
