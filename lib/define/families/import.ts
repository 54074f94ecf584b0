/** The family of imports: what another inspector has found, with its name, and never beside a finding of our own. */
import type { AssetIdentity } from '../../model/asset';
import type { MessageData, Text } from '../../model/text';
import { defineChecker, type Checker, type CheckerSpec, type Reason, type Related } from '../checker';
import { choiceParam, flagParam, textsParam, type Param } from '../params';
import type { Facts, RelatedFacts } from './facts';
import { NO_FIX } from './no-fix';

/** An import pages nobody: it is somebody else's judgement of a setting. */
const LEVELS = ['error', 'warning', 'info'] as const;
type Level = (typeof LEVELS)[number];

type ImportParams = {
  readonly least: Param<Level>;
  readonly without: Param<readonly string[]>;
  readonly ours: Param<boolean>;
};
type ImportMessages = { readonly found: Text };

/**
 * What another inspector has found on an asset: one finding for each of its rules and assets, with the origin named in the
 * message. A rule that speaks of what a checker of ours finds is left to that checker; where somebody wants both (`ours`),
 * and both find it in one run, they are one event. The message may use `{{id}}`, `{{name}}`, `{{rule}}` and what `data` adds.
 *
 * @param facts.same the checkers of ours, by the names that the origin has for rules that say the same
 * @param facts.rule the origin's name for the rule; `undefined`: the answer does not tell
 * @param facts.holds whether the origin still finds it; `undefined`: the answer does not tell
 * @param facts.level how grave the origin takes it: nothing is said to be graver; `undefined`: the answer does not tell
 */
export function defineImportChecker<A extends AssetIdentity, R extends Related = Record<never, never>>(
  facts: Omit<Facts<A>, 'because'> & {
    readonly related?: R;
    readonly same: Readonly<Record<string, string>>;
    readonly rule: (asset: A, related: RelatedFacts<R>) => string | undefined;
    readonly holds: (asset: A) => boolean | undefined;
    readonly level: (asset: A) => Level | undefined;
    /** Those that `level` answers, the gravest first; all three when absent. */
    readonly levels?: readonly [Level, ...Level[]];
    /** The least level that is told unless somebody sets another. */
    readonly least?: Level;
    readonly data?: (asset: A, related: RelatedFacts<R>) => MessageData;
    readonly message: Text;
    /** Why the checker does not apply to an asset; `undefined` when it does. */
    readonly skip?: (asset: A) => Reason | undefined;
  },
): Checker<A, ImportParams, R, Record<never, never>, ImportMessages> {
  const {
    same,
    rule,
    holds,
    level,
    levels = LEVELS,
    least = 'warning',
    data: more,
    message,
    skip: skipped,
    ...rest
  } = facts;
  const spec: CheckerSpec<A, ImportParams, R, Record<never, never>, ImportMessages> = {
    noFix: NO_FIX.imported,
    ...rest,
    severity: levels[0],
    severities: levels,
    category: 'import',
    params: {
      least: choiceParam({
        default: least,
        allowed: LEVELS,
        title: { zh: '最低级别', en: 'Least level' },
        help: { zh: '低于此级别的结果不报告', en: 'Results below this level are not told' },
      }),
      without: textsParam({
        default: [],
        title: { zh: '不导入的规则', en: 'Rules left out' },
        help: { zh: '不导入的规则标识', en: 'The names of rules whose results are not told' },
      }),
      ours: flagParam({
        default: false,
        title: { zh: '包括已有检查项的规则', en: 'Rules that checkers say, too' },
        help: {
          zh: '本库检查项已覆盖的规则也导入；同一次运行中两者都发现的只报一个事件',
          en: 'Also tell what a checker of the library finds; what both find in one run is one event',
        },
      }),
    },
    messages: { found: message },
    because: Object.entries(same).map(([name, checker]) => ({ checker, where: { rule: name } })),
    check(asset, { params, related, pass, fail, skip, unknown }) {
      const why = skipped?.(asset);
      if (why !== undefined) return skip(why);
      const found = holds(asset);
      if (found === undefined) return unknown({ zh: '应答中没有评估结果', en: 'the result is not in the answer' });
      if (!found) return pass();
      const [name, grave] = [rule(asset, related), level(asset)];
      if (name === undefined) return unknown({ zh: '应答中没有规则', en: 'the rule is not in the answer' });
      if (grave === undefined) return unknown({ zh: '应答中没有风险等级', en: 'the level is not in the answer' });
      const own = Object.hasOwn(same, name) ? same[name] : undefined;
      if (own !== undefined && !params.ours)
        return skip({ zh: `由检查项 ${own} 报告`, en: `the checker ${own} tells of it` });
      if (params.without.includes(name)) return skip({ zh: `不导入规则 ${name}`, en: `the rule ${name} is left out` });
      if (LEVELS.indexOf(grave) > LEVELS.indexOf(params.least))
        return skip({ zh: `级别低于 ${params.least}`, en: `its level is below ${params.least}` });
      return fail('found', { id: asset.id, name: asset.name, ...more?.(asset, related), rule: name }, grave);
    },
  };
  return defineChecker(spec);
}
