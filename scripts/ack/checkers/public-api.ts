import { defineChecker } from '../../../lib/define';
import { clusterDetails } from '../collectors/cluster-details';
import { clusters } from '../collectors/clusters';
import { objectIn } from '../json';
import { isThere } from '../states';

export const publicApi = defineChecker({
  id: 'ack-public-api',
  asset: clusters,
  title: { zh: 'ACK 集群的 API Server 有公网地址', en: 'API server of an ACK cluster is public' },
  why: {
    zh: '暴露在公网上的 API Server 会被扫描和攻击，凭证泄露后可直接控制集群。',
    en: 'A public API server is scanned and attacked, and with a leaked kubeconfig anybody controls the cluster.',
  },
  remedy: {
    zh: '解绑 API Server 的弹性公网 IP，经由 VPN、专线或堡垒机访问；必须公开时为其负载均衡设置访问控制。',
    en: 'Unbind the EIP of the API server and use VPN or a bastion host; where it must be public, set an access list.',
  },
  noFix: {
    zh: '解绑公网地址会切断从公网连接的运维与发布系统，谁在用它，应答中看不出。',
    en: 'Without the address everybody who comes by the internet is cut off, releases among them, and no answer tells who that is.',
  },
  severity: 'error',
  category: 'security',
  docs: 'https://help.aliyun.com/zh/ack/ack-managed-and-ack-dedicated/user-guide/control-public-access-to-the-api-server-of-a-cluster',
  params: {},
  related: { details: clusterDetails },
  messages: {
    public: {
      zh: 'ACK 集群 {{id}}（{{name}}）的 API Server 有公网地址 {{endpoint}}',
      en: 'The API server of ACK cluster {{id}} ({{name}}) is public: {{endpoint}}',
    },
  },
  check(cluster, { related, pass, fail, skip, unknown }) {
    const { id, name, state } = cluster;
    if (!isThere(state)) return skip({ zh: `集群状态为 ${state}`, en: `the cluster is ${state}` });
    const endpoints = objectIn(related.details[0]?.masterUrl);
    if (!endpoints) return unknown({ zh: '应答中没有访问地址', en: 'its addresses are not in the answer' });
    const { api_server_endpoint: endpoint } = endpoints;
    if (typeof endpoint === 'string' && endpoint !== '') return fail('public', { id, name, endpoint });
    if ('api_server_endpoint' in endpoints || 'intranet_api_server_endpoint' in endpoints) return pass();
    if (cluster.clusterType === 'ExternalKubernetes')
      return skip({ zh: '注册集群的 API Server 不在云上', en: 'the API server of a registered cluster is elsewhere' });
    // Without a word about either address the answer does not tell.
    return unknown({ zh: '应答中没有 API Server 的地址', en: 'the address of its API server is not in the answer' });
  },
});
