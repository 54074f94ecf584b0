import { useState } from 'preact/hooks';
import type { Configs, InspectionDetail, Param } from '../api/api';
import { call, encode } from './client';
import { Field, Form } from './forms';
import { usePrefs } from './prefs';
import { lines } from './ui';
import { t, textOf } from './words';

type Checker = InspectionDetail['checkers'][number];

/** A value as a field holds it; empty when it is not set. */
function asText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.join('\n');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const shown = (value: unknown): string =>
  typeof value === 'boolean' ? t(value ? 'on' : 'off') : Array.isArray(value) ? value.join(', ') : asText(value);

function ParamField({
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
  const bounds =
    param.min !== undefined && param.max !== undefined ? t('range', { min: param.min, max: param.max }) : '';
  const help = [
    textOf(param.help),
    [bounds, param.unit].filter(Boolean).join(' '),
    param.kind === 'texts' ? t('perLine') : '',
    param.allowed ? t('allowed', { values: param.allowed.join(', ') }) : '',
  ];
  const own = shown(script);
  return (
    <Field
      label={
        <>
          <code>{name}</code>
          {param.unit ? ` (${param.unit})` : ''}
        </>
      }
      help={help.filter(Boolean).join(' · ')}
    >
      {(ids) => {
        if (param.kind === 'flag') {
          return (
            <select {...ids} value={value} onChange={(event) => set(event.currentTarget.value)}>
              <option value="">{t('asScript', { value: own })}</option>
              <option value="true">{t('on')}</option>
              <option value="false">{t('off')}</option>
            </select>
          );
        }
        if (param.kind === 'choice') {
          return (
            <select {...ids} value={value} onChange={(event) => set(event.currentTarget.value)}>
              <option value="">{t('asScript', { value: own })}</option>
              {(param.allowed ?? []).map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </select>
          );
        }
        const input = {
          ...ids,
          value,
          placeholder: t('scriptValue', { value: own }),
          onInput: (event: { currentTarget: { value: string } }) => set(event.currentTarget.value),
        };
        if (param.kind === 'texts') return <textarea {...input} rows={3} />;
        return (
          <input {...input} type="number" step={param.kind === 'integer' ? 1 : 'any'} min={param.min} max={param.max} />
        );
      }}
    </Field>
  );
}

/** Values as they are sent: what was left empty is the script's. */
function valueOf(param: Param, text: string): unknown {
  if (param.kind === 'flag') return text === 'true';
  if (param.kind === 'choice') return text;
  return param.kind === 'texts' ? lines(text) : Number(text);
}

/** The form of an inspection's parameters, made from what its checkers declare. */
export function Parameters({ of, reload }: { of: InspectionDetail; reload: () => Promise<void> }) {
  const { toast } = usePrefs();
  const [regions, setRegions] = useState(asText(of.configs.regions));
  const [ids, setIds] = useState(asText(of.configs.instanceIds));
  const start: Record<string, string> = {};
  for (const [checker, values] of Object.entries(of.configs.params ?? {})) {
    for (const [name, value] of Object.entries(values)) start[`${checker} ${name}`] = asText(value);
  }
  const [values, setValues] = useState<Readonly<Record<string, string>>>(start);
  const save = async () => {
    const params: Record<string, Record<string, unknown>> = {};
    // A host elsewhere tells no checkers: what is set for them stays.
    if (of.checkers.length === 0) Object.assign(params, of.configs.params);
    for (const checker of of.checkers) {
      for (const [name, param] of Object.entries(checker.params)) {
        const text = values[`${checker.id} ${name}`]?.trim() ?? '';
        if (text !== '') (params[checker.id] ??= {})[name] = valueOf(param, text);
      }
    }
    const configs: Configs = {
      ...(lines(regions).length > 0 ? { regions: lines(regions) } : {}),
      ...(lines(ids).length > 0 ? { instanceIds: lines(ids) } : {}),
      ...(Object.keys(params).length > 0 ? { params } : {}),
    };
    await call('PUT', `/inspections/${encode(of.id)}/configs`, { configs });
    await reload();
    toast(t('saved'));
  };
  const has = (checker: Checker) => Object.keys(checker.params).length > 0;
  const without = of.checkers.filter((checker) => !has(checker));
  if (!of.uuid) return <p class="notice warning">{t('notRegistered')}</p>;
  return (
    <>
      {of.configsProblem ? <p class="notice error">{t('configsProblem', { why: of.configsProblem })}</p> : null}
      <p class="muted">{t('paramsIntro')}</p>
      <Form
        label={t('save')}
        submit={save}
        extra={
          <button
            type="button"
            onClick={() => {
              setRegions('');
              setIds('');
              setValues({});
            }}
          >
            {t('clearAll')}
          </button>
        }
      >
        <fieldset class="panel">
          <legend>{t('scope')}</legend>
          <div class="fields">
            <Field label={t('regions')} help={t('regionsHelp')}>
              {(of) => <textarea {...of} rows={3} value={regions} onInput={(e) => setRegions(e.currentTarget.value)} />}
            </Field>
            <Field label={t('assetIds')} help={t('assetIdsHelp')}>
              {(of) => <textarea {...of} rows={3} value={ids} onInput={(e) => setIds(e.currentTarget.value)} />}
            </Field>
          </div>
        </fieldset>
        {of.checkers.filter(has).map((checker) => (
          <fieldset key={checker.id} class="panel">
            <legend>
              {textOf(checker.title)} <span class="id">{checker.id}</span>
            </legend>
            <div class="fields">
              {Object.entries(checker.params).map(([name, param]) => (
                <ParamField
                  key={name}
                  name={name}
                  param={param}
                  script={checker.values[name]}
                  value={values[`${checker.id} ${name}`] ?? ''}
                  set={(value) => setValues((old) => ({ ...old, [`${checker.id} ${name}`]: value }))}
                />
              ))}
            </div>
          </fieldset>
        ))}
        {without.length > 0 ? (
          <p class="muted">
            {t('noParams', {
              names: without.map(({ title }) => textOf(title)).join(', '),
            })}
          </p>
        ) : null}
      </Form>
    </>
  );
}
