import { defineChecker } from '../../../lib/define';
import { functions } from '../collectors/functions';
import { isSupported } from '../runtimes';

/** It runs on: that moving it can wait is a judgement. */
export const runtimeUnsupported = defineChecker({
  id: 'fc-runtime-unsupported',
  asset: functions,
  title: { zh: '函数的运行时已停止支持', en: 'Runtime of a function is out of support' },
  why: {
    zh: '停止支持的运行时不再有安全更新；之后函数还不能更新，只能照旧运行。',
    en: 'A runtime out of support gets no security updates, and later its functions can be changed no more: they only run on.',
  },
  remedy: {
    zh: '把函数迁移到仍受支持的运行时，先在别名或新函数上验证。',
    en: 'Move the function to a supported runtime; try it with an alias or a new function first.',
  },
  noFix: {
    zh: '更换运行环境可能需要修改代码，须先测试。',
    en: 'Another runtime may need other code, which has to be tested first.',
  },
  severity: 'info',
  category: 'security',
  docs: 'https://help.aliyun.com/zh/functioncompute/fc/runtime-overview-3',
  params: {},
  messages: {
    over: {
      zh: '函数 {{name}} 的运行时 {{runtime}} 已停止支持',
      en: 'The runtime of function {{name}}, {{runtime}}, is out of support',
    },
  },
  check({ name, runtime }, { pass, fail, unknown }) {
    if (runtime === undefined) return unknown({ zh: '应答中没有运行时', en: 'its runtime is not in the answer' });
    switch (isSupported(runtime)) {
      case undefined:
        return unknown({ zh: `未知的运行时 ${runtime}`, en: `the runtime ${runtime} is not known` });
      case true:
        return pass();
      case false:
        return fail('over', { name, runtime });
    }
  },
});
