import { eipTrafficChange } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { now } from '../../ecs/fixtures';
import { past, rough, step } from '../../pasts';
import { eip } from '../fixtures';

const MBIT = 1_000_000;
const both = (rx: Parameters<typeof step>, tx: Parameters<typeof step>) => ({
  'vpc-eip-in-rate': step(...rx),
  'vpc-eip-out-rate': step(...tx),
});

testChecker(eipTrafficChange, {
  healthy: { asset: eip, metrics: { 'vpc-eip-in-rate': 2 * MBIT, 'vpc-eip-out-rate': MBIT }, now },
  pass: {
    flat: {},
    'just below double': { metrics: both([2 * MBIT, 3.9 * MBIT], [MBIT, MBIT]) },
    'a little of next to nothing': { metrics: both([1000, 90_000], [0, 0]) },
    'a higher least change': {
      metrics: both([2 * MBIT, 5 * MBIT], [MBIT, MBIT]),
      params: { least: 4 * MBIT },
    },
    'a higher percentage': { metrics: both([2 * MBIT, 5 * MBIT], [MBIT, MBIT]), params: { percent: 200 } },
    'not so sensitive': {
      metrics: { 'vpc-eip-in-rate': rough(7, 90).map((v = 0) => v * MBIT) },
      params: { sensitivity: 50 },
    },
  },
  fail: {
    'exactly double': {
      metrics: both([2 * MBIT, 4 * MBIT], [MBIT, MBIT]),
      message: 'up',
      severity: 'warning',
      text: {
        zh: '弹性公网 IP eip-1 的 net_rx.rate 突增至 4000000 bit/s，平日此时段约 2000000 bit/s',
        en: 'net_rx.rate of elastic IP address eip-1 rose to 4000000 bit/s; at this hour it is usually about 2000000 bit/s',
      },
    },
    'outbound is gone': {
      metrics: both([2 * MBIT, 2 * MBIT], [5 * MBIT, 0]),
      message: 'down',
      severity: 'warning',
      data: { metric: 'net_tx.rate', value: 0, expected: 5 * MBIT },
    },
    scatter: {
      metrics: { 'vpc-eip-in-rate': rough(7, 90).map((v = 0) => v * MBIT) },
      message: 'up',
      severity: 'warning',
      data: { value: 90 * MBIT },
    },
    'another window': {
      metrics: { 'vpc-eip-in-rate': past(7, (ago) => (ago < 2 || ago > 60 ? 9 : 2) * MBIT) },
      params: { days: 2 },
      message: 'up',
      severity: 'warning',
      data: { expected: 2 * MBIT },
    },
  },
  skip: { 'not bound': { asset: { status: 'Available' } } },
  unknown: {
    'one direction is missing': { metrics: { 'vpc-eip-in-rate': undefined } },
    'too little history': { metrics: { 'vpc-eip-in-rate': past(1, () => MBIT) } },
  },
});
