/** How the renewal of an instance is judged. */
import { integerParam, type Param, type Reason } from '../../lib/define';

export const renewalDaysParam: Param<number> = integerParam({
  default: 9,
  min: 0,
  max: 30,
  unit: 'd',
  help: {
    zh: '自动续费在到期前此天数的 8:00（北京时间）首次扣款，之后仍未续费即为失败',
    en: 'Auto-renewal is first paid for this many days before the end, at 08:00 in Beijing; not renewed after that, it is failing',
  },
});

export const NO_RENEWAL: Reason = {
  zh: '没有返回该实例的续费属性',
  en: 'its renewal attributes are not in the answer',
};
