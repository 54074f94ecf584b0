import { defineDropChecker } from '../../../lib/define';
import { eips } from '../collectors/eips';
import { eipInDrop, eipOutDrop } from '../metrics';

export const eipDrop = defineDropChecker({
  id: 'vpc-eip-drop',
  asset: eips,
  metrics: { outbound: eipOutDrop, inbound: eipInDrop },
  title: { zh: '弹性公网 IP 限速丢包', en: 'Elastic IP address drops packets' },
  why: {
    zh: '流量超过带宽上限时多出的包被丢弃，访问变慢或中断。',
    en: 'Packets above the bandwidth limit are thrown away; connections slow down or break.',
  },
  remedy: {
    zh: '提高带宽、加入共享带宽，或检查异常流量。',
    en: 'Raise its bandwidth, add it to a shared bandwidth package, or look for unwanted traffic.',
  },
  docs: 'https://help.aliyun.com/zh/eip/developer-reference/api-vpc-2016-04-28-describeeipmonitordata-eips',
  // Below that it is chance or a moment's burst: a judgement.
  threshold: 10,
  messages: {
    above: {
      zh: '弹性公网 IP {{id}} 在 15 分钟内有限速丢包（包/秒）：{{metrics}}',
      en: 'Elastic IP address {{id}} dropped packets during 15 minutes (per second): {{metrics}}',
    },
  },
  skip: (eip) => (eip.status === 'InUse' ? undefined : { zh: '未绑定', en: 'not bound' }),
});
