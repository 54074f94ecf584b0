/** What a workspace and a function platform are told of an inspection's function: its parameters, and what it checks. */
import { isModeParam, type AnyChecker, type Param, type ParamValue } from '../define';
import { functionMetadata, type FunctionMetadata } from '../guance';
import type { Language, Text } from '../model';
import { RUN_PARAMETERS } from './parameters';
import type { Inspection } from './types';

/** A function platform keeps 65,535 bytes of a function's documentation. */
const MOST_BYTES = 60_000;
/** Up to so many bytes, what each parameter means is said as well. A judgement: a form is read by people. */
const READABLE_BYTES = 24_000;

/** How much is said of a checker, most first. */
const DEGREES = ['help', 'values', 'title'] as const;
type Degree = (typeof DEGREES)[number];

const WORDS = {
  parameters: { zh: '参数：', en: 'Parameters:' },
  checkers: { zh: '检查项，及 params 可设的参数：', en: 'Checkers, and what params may set of them:' },
  colon: { zh: '：', en: ': ' },
};
/** Parameters that many checkers have, and that are said once. */
const COMMON: readonly string[] = ['raiseAfter', 'recoverAfter'];
const COMMON_HELP: Text = {
  zh: '监控类检查项另有 raiseAfter、recoverAfter（连续多少个周期才报告、恢复）与 mode（threshold、change、both）。',
  en: 'Checkers of metrics also have raiseAfter and recoverAfter (periods in a row) and mode (threshold, change, both).',
};

/**
 * What an inspection is, in a sentence.
 *
 * @example introOf(inspection).en // 'ECS inspection: 19 checkers, products ecs.'
 */
export function introOf({ title, description, checkers }: Inspection): Text {
  const products = [...new Set(checkers.map((checker) => checker.asset.product.code))].sort();
  return (
    description ?? {
      zh: `${title.zh}：${checkers.length} 个检查项，产品 ${products.join('、')}。`,
      en: `${title.en}: ${checkers.length} checkers, products ${products.join(', ')}.`,
    }
  );
}

/**
 * The function of an inspection as Guance and function platforms list it: signature, and documentation in both languages
 * with the name, type and default of everything that can be set.
 *
 * @example metadataOf(inspection).definition // 'run(configs=None, regions=None, params=None)'
 */
export function metadataOf(inspection: Inspection): FunctionMetadata {
  const made = (degree: Degree) =>
    functionMetadata({
      name: 'run',
      params: RUN_PARAMETERS,
      title: inspection.title,
      doc: { zh: docOf(inspection, 'zh', degree), en: docOf(inspection, 'en', degree) },
    });
  const [full, short, bare] = DEGREES.map(made) as [FunctionMetadata, FunctionMetadata, FunctionMetadata];
  if (Buffer.byteLength(full.description) <= READABLE_BYTES) return full;
  return Buffer.byteLength(short.description) <= MOST_BYTES ? short : bare;
}

function docOf(inspection: Inspection, language: Language, degree: Degree): string {
  const colon = WORDS.colon[language];
  const known = new Set<string>();
  return [
    introOf(inspection)[language],
    '',
    WORDS.parameters[language],
    ...RUN_PARAMETERS.map(({ name, type, help }) => `    ${name} {${type}} = None${colon}${help[language]}`),
    '',
    WORDS.checkers[language],
    ...inspection.checkers.flatMap((checker) => checkerLines(checker, language, degree, known)),
    ...(inspection.checkers.some(({ params }) => 'mode' in params) ? [COMMON_HELP[language]] : []),
  ].join('\n');
}

/** @param known parameters whose type has been said: where only values are, once is enough for a name and type */
function checkerLines(
  { id, title, params, values }: AnyChecker,
  language: Language,
  degree: Degree,
  known: Set<string>,
): string[] {
  const colon = WORDS.colon[language];
  const name = `- ${id}${colon}${title[language]}`;
  const own = Object.entries(params).filter(([param]) => !isModeParam(param) && !COMMON.includes(param));
  if (degree === 'title' || own.length === 0) return [name];
  const shown = own.map(([param, facts]) => {
    const value: unknown = (values as Readonly<Record<string, unknown>>)[param];
    const typed = `${param} {${typeOf(facts)}}`;
    const said = degree === 'values' && known.has(typed);
    known.add(typed);
    return [`${said ? param : typed} = ${literalOf(value as ParamValue)}`, facts.help[language]] as const;
  });
  if (degree === 'values') return [`${name} (${shown.map(([text]) => text).join('; ')})`];
  return [name, ...shown.map(([text, help]) => `      ${text}${colon}${help}`)];
}

/** `integer 1..365 d`, `flag`, `one of threshold, change` */
function typeOf({ kind, min, max, unit, allowed }: Param): string {
  if (kind === 'choice') return `one of ${(allowed ?? []).join(', ')}`;
  if (kind === 'texts') return allowed ? `list of ${allowed.join(', ')}` : 'list';
  if (kind === 'flag') return 'true or false';
  return `${kind}${min === undefined || max === undefined ? '' : ` ${min}..${max}`}${unit ? ` ${unit}` : ''}`;
}

/** A value as it can be typed into a form. */
function literalOf(value: ParamValue): string {
  return typeof value === 'object' ? value.join(', ') || '""' : String(value);
}
