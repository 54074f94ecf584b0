import { thoseThat, type AssetOf, type Reason } from '../../lib/define';
import type { listeners } from './collectors/listeners';
import type { loadBalancers } from './collectors/load-balancers';

type LoadBalancer = AssetOf<typeof loadBalancers>;

/** A load balancer that is switched off or locked forwards nothing: that is another finding. */
export function notActive(lb: LoadBalancer): Reason | undefined {
  if (lb.loadBalancerStatus === 'active') return undefined;
  return { zh: `负载均衡实例状态为 ${lb.loadBalancerStatus}`, en: `the load balancer is ${lb.loadBalancerStatus}` };
}

/** Elastic ones are billed by use: there is no specification to come close to. */
export function noFixedSpec(lb: LoadBalancer): Reason | undefined {
  if (lb.loadBalancerSpec !== 'slb.lcu.elastic') return notActive(lb);
  return { zh: '按使用量计费，没有固定规格', en: 'billed by use, without a fixed specification' };
}

type Listener = AssetOf<typeof listeners>;

/** Those that forward to servers: running, and not only a redirection from HTTP to HTTPS. */
export function forwarding(all: readonly Listener[]): readonly Listener[] {
  return thoseThat(
    all,
    ({ status, listenerForward }) => status !== 'stopped' && status !== 'stopping' && listenerForward !== 'on',
  );
}

/** Requests are counted by HTTP and HTTPS listeners only. */
export function noHttp(
  lb: LoadBalancer,
  related: { readonly listeners: readonly AssetOf<typeof listeners>[] },
): Reason | undefined {
  const http = thoseThat(
    related.listeners,
    ({ status, listenerProtocol: protocol }) =>
      (protocol === 'http' || protocol === 'https') && status !== 'stopped' && status !== 'stopping',
  );
  return http.length > 0
    ? notActive(lb)
    : { zh: '没有运行中的 HTTP 或 HTTPS 监听', en: 'no HTTP or HTTPS listener is running' };
}
