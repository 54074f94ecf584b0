/** What a standard asks for, and which checkers tell of it. */
import type { Category } from '../../lib/define';
import type { Text } from '../../lib/model';

/** One thing that a standard asks for. One of `checkers`, `categories`, `ask` and `gap` says who tells; `ask` may stand beside `checkers`. */
export interface Control {
  /** As the standard numbers it. */
  readonly id: string;
  /** What it asks for, in words of ours. */
  readonly title: Text;
  /** These checkers tell. */
  readonly checkers?: readonly string[];
  /** All checkers of these categories tell. */
  readonly categories?: readonly Category[];
  /** No answer of a cloud tells: what a person has to ask, or what the checkers leave open. */
  readonly ask?: Text;
  /** An answer would tell, and nothing here reads it yet. */
  readonly gap?: Text;
}

export interface View {
  readonly title: Text;
  /** Where the numbers and the wording of the standard are. */
  readonly source: string;
  readonly controls: readonly Control[];
}

/** What a run says of a control. */
export type ControlState = 'fail' | 'unknown' | 'pass' | 'none' | 'unjudged' | 'manual' | 'gap';

export const STATE_WORDS = {
  fail: { zh: '不符合', en: 'not met' },
  unknown: { zh: '无法判断', en: 'cannot be told' },
  pass: { zh: '符合', en: 'met' },
  none: { zh: '不适用', en: 'does not apply' },
  unjudged: { zh: '本次未检查', en: 'not in this run' },
  manual: { zh: '人工确认', en: 'to be asked' },
  gap: { zh: '未覆盖', en: 'not covered' },
} satisfies Record<ControlState, Text>;
