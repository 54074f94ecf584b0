import { publicApi } from '../../../../scripts/ack';
import { testChecker } from '../../../harness/check-tester';
import { cluster, details, now } from '../fixtures';

const intranet = { intranet_api_server_endpoint: 'https://192.168.0.1:6443' };

testChecker(publicApi, {
  healthy: { asset: cluster, related: { details: [details({ ...intranet, api_server_endpoint: '' })] }, now },
  pass: {
    'an empty public address': {},
    'only a private address': { related: { details: [details(intranet)] } },
  },
  fail: {
    'a public address': {
      related: { details: [details({ ...intranet, api_server_endpoint: 'https://198.51.100.1:6443' })] },
      message: 'public',
      severity: 'error',
      text: {
        zh: 'ACK 集群 c1（shop）的 API Server 有公网地址 https://198.51.100.1:6443',
        en: 'The API server of ACK cluster c1 (shop) is public: https://198.51.100.1:6443',
      },
    },
  },
  skip: {
    'a registered cluster, which runs elsewhere': {
      asset: { clusterType: 'ExternalKubernetes' },
      related: { details: [details({})] },
    },
    'a cluster that is not there yet': { asset: { state: 'initial' }, related: { details: [] } },
    'a registered cluster that waits to be connected': { asset: { state: 'waiting' }, related: { details: [] } },
  },
  unknown: {
    'no addresses, and nothing tells what kind it is': {
      asset: { clusterType: undefined },
      related: { details: [details({})] },
    },
    'no answer about it': { related: { details: [] } },
    'no addresses': { related: { details: [details(undefined)] } },
    'addresses that are no JSON': { related: { details: [details('{cut')] } },
    'addresses that are no object': { related: { details: [details('null')] } },
    'addresses of something else': { related: { details: [details({ dashboard_endpoint: '' })] } },
  },
});
