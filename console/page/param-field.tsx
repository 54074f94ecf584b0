/** One parameter of a checker: its title, its value, what it means, and what is wrong with what was typed. */
import type { Param } from '../api/api';
import { Field } from './forms';
import { lines } from './ui';
import { t, textOf } from './words';

/** A value as a field holds it; empty when it is not set. */
export function asText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.join('\n');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const shown = (value: unknown): string =>
  typeof value === 'boolean' ? t(value ? 'on' : 'off') : Array.isArray(value) ? value.join(', ') : asText(value);

export const paramTitle = (name: string, { title }: Param): string => (title ? textOf(title) : name);

const boundsOf = ({ min, max, unit }: Param): string =>
  min === undefined || max === undefined ? '' : `${t('range', { min, max })}${unit ? ` ${unit}` : ''}`;

/** What is wrong with what was typed; empty is the script's own value, which is right. */
export function problemOf(param: Param, text: string): string | undefined {
  const typed = text.trim();
  if (typed === '') return undefined;
  if (param.kind === 'texts') {
    const strange = lines(typed).find((one) => param.allowed && !param.allowed.includes(one));
    return strange === undefined ? undefined : t('wrongValue', { value: strange });
  }
  if (param.kind !== 'number' && param.kind !== 'integer') return undefined;
  const n = Number(typed);
  if (!Number.isFinite(n)) return t('wrongNumber');
  if (param.kind === 'integer' && !Number.isInteger(n)) return t('wrongWhole');
  if (n < (param.min ?? -Infinity) || n > (param.max ?? Infinity)) return t('wrongRange', { range: boundsOf(param) });
  return undefined;
}

/** A value as it is sent. */
export function valueOf(param: Param, text: string): unknown {
  if (param.kind === 'flag') return text === 'true';
  if (param.kind === 'choice') return text;
  return param.kind === 'texts' ? lines(text) : Number(text);
}

export function ParamField({
  param,
  name,
  script,
  value,
  set,
}: {
  param: Param;
  name: string;
  /** The script's own value. */
  script: unknown;
  value: string;
  set: (value: string) => void;
}) {
  const help = [
    textOf(param.help),
    boundsOf(param),
    param.kind === 'texts' ? t('perLine') : '',
    param.kind === 'texts' && param.allowed ? t('allowed', { values: param.allowed.join(', ') }) : '',
  ];
  const own = shown(script);
  const choices =
    param.kind === 'flag'
      ? [
          ['true', t('on')],
          ['false', t('off')],
        ]
      : (param.allowed ?? []).map((one) => [one, one]);
  return (
    <Field
      label={<span title={name}>{`${paramTitle(name, param)}${param.unit ? ` (${param.unit})` : ''}`}</span>}
      help={help.filter(Boolean).join(' · ')}
      problem={problemOf(param, value)}
    >
      {(ids) => {
        const input = {
          ...ids,
          value,
          placeholder: t('scriptValue', { value: own }),
          onInput: (event: { currentTarget: { value: string } }) => set(event.currentTarget.value),
        };
        if (param.kind === 'texts') return <textarea {...input} rows={3} />;
        if (param.kind === 'number' || param.kind === 'integer') return <input {...input} inputMode="decimal" />;
        return (
          <select {...ids} value={value} onChange={(event) => set(event.currentTarget.value)}>
            <option value="">{t('asScript', { value: own })}</option>
            {choices.map(([one, label]) => (
              <option key={one} value={one}>
                {label}
              </option>
            ))}
          </select>
        );
      }}
    </Field>
  );
}
