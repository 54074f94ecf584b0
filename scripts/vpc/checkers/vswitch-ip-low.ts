import { defineChecker, integerParam } from '../../../lib/define';
import { vSwitches } from '../collectors/v-switches';

/** The first and the last three addresses of a block belong to the cloud. */
const RESERVED = 4;

/** How many addresses a block like `10.0.0.0/24` offers. */
function sizeOf(cidrBlock: string | undefined): number | undefined {
  const prefix = Number(/^[\d.]+\/(\d{1,2})$/.exec(cidrBlock ?? '')?.[1]);
  return prefix >= 8 && prefix <= 29 ? 2 ** (32 - prefix) - RESERVED : undefined;
}

export const vswitchIpLow = defineChecker({
  id: 'vpc-vswitch-ip-low',
  asset: vSwitches,
  title: { zh: '交换机可用 IP 不足', en: 'vSwitch is running out of IP addresses' },
  why: {
    zh: '没有可用 IP 时，实例、Pod 与弹性网卡无法在该交换机中创建。',
    en: 'Without free addresses no instance, pod or network interface can be created in it.',
  },
  remedy: {
    zh: '在同可用区新建交换机，或为 VPC 添加附加网段。',
    en: 'Create another vSwitch in the zone, or add a secondary CIDR block to the VPC.',
  },
  noFix: {
    zh: '交换机的网段创建后不能修改；新的交换机用哪个网段取决于整体规划。',
    en: 'The range of a vSwitch cannot be changed, and that of a new one is a matter of the plan of the whole network.',
  },
  severity: 'warning',
  severities: ['error'],
  category: 'capacity',
  docs: 'https://help.aliyun.com/zh/vpc/developer-reference/api-vpc-2016-04-28-describevswitches',
  params: {
    percent: integerParam({
      title: { zh: '可用比例', en: 'Share free' },
      default: 10,
      min: 0,
      max: 100,
      unit: '%',
      help: { zh: '可用 IP 占比低于此值为警告', en: 'A warning when less than this share of the addresses is free' },
    }),
    count: integerParam({
      title: { zh: '可用个数', en: 'Addresses free' },
      default: 10,
      min: 0,
      max: 10_000,
      help: {
        zh: '可用 IP 少于此数为错误，小交换机不超过其四分之一',
        en: 'An error when fewer than this many addresses are free; of a small vSwitch no more than a quarter of it',
      },
    }),
  },
  messages: {
    low: {
      zh: '交换机 {{id}}（{{cidrBlock}}）只剩 {{value}} 个可用 IP，共 {{size}} 个',
      en: 'vSwitch {{id}} ({{cidrBlock}}) has {{value}} free addresses left of {{size}}',
    },
  },
  check(vSwitch, { params, pass, fail, unknown }) {
    const { id, availableIpAddressCount: free, cidrBlock = '' } = vSwitch;
    const size = sizeOf(cidrBlock);
    if (free === undefined || size === undefined)
      return unknown({ zh: '应答中没有可用 IP 数或网段', en: 'no free addresses or no CIDR block in the answer' });
    // A small vSwitch cannot have many free ones: a judgement.
    const floor = Math.min(params.count, size / 4);
    const least = Math.max(floor, (size * params.percent) / 100);
    const data = { id, cidrBlock, size, value: free };
    if (free < floor) return fail('low', { ...data, threshold: floor }, 'error');
    return free < least ? fail('low', { ...data, threshold: least }) : pass();
  },
});
