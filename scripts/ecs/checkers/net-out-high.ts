import { defineMetricChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { classicInternetOutRatio, internetOutRatio } from '../metrics';
import { notRunning } from '../skips';

export const netOutHigh = defineMetricChecker({
  id: 'ecs-net-out-high',
  asset: instances,
  metric: [internetOutRatio, classicInternetOutRatio],
  title: { zh: 'ECS 实例公网出带宽接近上限', en: 'ECS instance outbound bandwidth is nearly used up' },
  why: { zh: '出带宽打满后丢包，用户访问变慢。', en: 'At its limit packets are dropped and users see a slow service.' },
  remedy: {
    zh: '升级带宽，或使用 CDN 与负载均衡分流。',
    en: 'Raise the bandwidth, or move traffic to CDN or a load balancer.',
  },
  docs: 'https://help.aliyun.com/zh/ecs/user-guide/public-bandwidth',
  warning: 80,
  critical: 95,
  message: {
    zh: '实例 {{id}} 的公网出带宽使用率为 {{value}} %，高于 {{threshold}} %',
    en: 'Outbound bandwidth of instance {{id}} is {{value}} % used, above {{threshold}} %',
  },
  skip: (instance) => {
    if (instance.internetMaxBandwidthOut === 0 && instance.eipAddress !== undefined)
      return {
        zh: '经弹性公网 IP 访问公网，由 vpc-eip-bandwidth-high 检查',
        en: 'it has an elastic IP address, of which vpc-eip-bandwidth-high tells',
      };
    if (instance.internetMaxBandwidthOut === 0) return { zh: '没有公网带宽', en: 'it has no internet bandwidth' };
    return notRunning(instance);
  },
  unclear: ({ internetMaxBandwidthOut }) =>
    internetMaxBandwidthOut === undefined
      ? { zh: '应答中没有公网出带宽', en: 'its outbound bandwidth is not in the answer' }
      : undefined,
});
