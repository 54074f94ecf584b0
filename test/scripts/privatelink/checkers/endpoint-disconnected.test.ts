import { endpointDisconnected } from '../../../../scripts/privatelink';
import { testChecker } from '../../../harness/check-tester';
import { endpoint, inDays, now } from '../fixtures';

const apart = (days: number, seconds = 0) => ({
  connectionStatus: 'Disconnected' as const,
  createTime: inDays(-days, -seconds),
});

testChecker(endpointDisconnected, {
  healthy: { asset: endpoint, now },
  pass: { connected: {} },
  fail: {
    'for a day and a second': {
      asset: apart(1, 1),
      message: 'disconnected',
      severity: 'error',
      text: {
        zh: '终端节点 ep-1（payments）没有连接服务 com.example',
        en: 'VPC endpoint ep-1 (payments) is not connected to the service com.example',
      },
    },
    'for twelve hours, where that counts': {
      asset: apart(0.5),
      params: { hours: 6 },
      message: 'disconnected',
      severity: 'error',
      data: { value: 12, threshold: 6 },
    },
    'its service is gone': {
      asset: { connectionStatus: 'ServiceDeleted' },
      message: 'gone',
      severity: 'error',
      text: {
        zh: '终端节点 ep-1（payments）的服务 com.example 已删除',
        en: 'The service com.example of VPC endpoint ep-1 (payments) is gone',
      },
    },
  },
  skip: {
    'disconnected while it is removed': { asset: { ...apart(9), endpointStatus: 'Deleting' } },
    'being removed after its service': { asset: { connectionStatus: 'ServiceDeleted', endpointStatus: 'Deleting' } },
    'made a day ago': { asset: apart(1) },
    'being connected': { asset: { connectionStatus: 'Connecting' } },
    'being removed': { asset: { connectionStatus: 'Deleting' } },
  },
  unknown: {
    'no state': { asset: { connectionStatus: undefined } },
    'no time': { asset: { connectionStatus: 'Disconnected', createTime: undefined } },
  },
  // The name of the service only makes the message clearer; what nobody says to be removed is there.
  absentIsFact: ['serviceName', 'endpointStatus'],
});

test('one that is locked is told once', () => {
  expect(endpointDisconnected.because).toContainEqual('privatelink-endpoint-locked');
});
