import { healthStatus, listeners, loadBalancers, serverCertificates, subscriptions } from '../../../scripts/slb';
import { where } from '../ecs/fixtures';

export { inDays, now } from '../ecs/fixtures';

/** A running subscription load balancer of a fixed specification that faces the internet. */
export const lb = loadBalancers.toAsset(
  {
    LoadBalancerId: 'lb-1',
    LoadBalancerName: 'entry',
    LoadBalancerStatus: 'active',
    Address: '203.0.113.7',
    AddressType: 'internet',
    PayType: 'PrePay',
    LoadBalancerSpec: 'slb.s2.medium',
    CreateTimeStamp: 1_740_787_200_000,
    Bandwidth: 100,
    MasterZoneId: 'cn-hangzhou-h',
    SlaveZoneId: 'cn-hangzhou-i',
    VpcId: '',
    Tags: { Tag: [] },
  },
  where,
);

export function listener(port: number, protocol: string, status = 'running') {
  return listeners.toAsset(
    { LoadBalancerId: 'lb-1', ListenerPort: port, ListenerProtocol: protocol, Status: status },
    where,
  );
}

/** Servers as `[server, listener port, health, protocol]`. */
export function health(...servers: (readonly [string, number, string | undefined, string?])[]) {
  return healthStatus.toAsset(
    {
      RequestId: 'request-1',
      BackendServers: {
        BackendServer: servers.map(([ServerId, ListenerPort, ServerHealthStatus, Protocol]) => ({
          ServerId,
          ServerIp: '10.0.0.1',
          Port: 8080,
          ListenerPort,
          Protocol,
          ServerHealthStatus,
        })),
      },
    },
    where,
  );
}

export function subscription(end: Date | undefined) {
  return subscriptions.toAsset(
    { LoadBalancerId: 'lb-1', EndTimeStamp: end?.getTime(), RenewalStatus: 'Normal' },
    where,
  );
}

export const certificate = serverCertificates.toAsset(
  {
    ServerCertificateId: 'cert-1',
    ServerCertificateName: 'www',
    CommonName: 'www.example.com',
    SubjectAlternativeNames: { SubjectAlternativeName: ['www.example.com'] },
    ExpireTimeStamp: 1_803_859_200_000,
    Fingerprint: '68:08',
    Tags: { Tag: [] },
  },
  where,
);

/** A listener with its health check, as its protocol has it. */
export function checked(port: number, protocol: string, HealthCheck: string | undefined, more: object = {}) {
  return listeners.toAsset(
    {
      LoadBalancerId: 'lb-1',
      ListenerPort: port,
      ListenerProtocol: protocol,
      Status: 'running',
      [`${protocol.toUpperCase()}ListenerConfig`]: { HealthCheck, ...more },
    },
    where,
  );
}
