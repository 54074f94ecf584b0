import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Configs, InspectionDetail } from '../api/api';
import { ApiError, call, encode } from './client';
import { Field } from './forms';
import { ParamField, asText, paramTitle, problemOf, valueOf } from './param-field';
import { Needs, useRefusal } from './may';
import { usePrefs } from './prefs';
import { Act, lines } from './ui';
import { useUnsaved } from './unsaved';
import { t, textOf } from './words';
import type { Word } from './words';

type Checker = InspectionDetail['checkers'][number];

const ID = /^[A-Za-z0-9][A-Za-z0-9_.:@-]{1,127}$/;
const isId = (one: string) => ID.test(one);

/** What a run is narrowed to, each a list with one a line. */
const SCOPES = [
  { key: 'regions', label: 'regions', help: 'regionsHelp', is: isId, wrong: 'wrongId' },
  { key: 'tags', label: 'tags', help: 'tagsHelp', is: (one: string) => /^[^=]/.test(one), wrong: 'wrongTag' },
  { key: 'resourceGroups', label: 'resourceGroups', help: 'resourceGroupsHelp', is: isId, wrong: 'wrongId' },
  { key: 'instanceIds', label: 'assetIds', help: 'assetIdsHelp', is: isId, wrong: 'wrongId' },
] as const satisfies readonly {
  readonly key: keyof Configs;
  readonly label: Word;
  readonly help: Word;
  readonly is: (one: string) => boolean;
  readonly wrong: Word;
}[];

/** What the fields hold: by `tags`, by `<checker> <parameter>`, and by `<checker>` whether it is off. */
type Typed = Readonly<Record<string, string>>;

function typedOf(configs: Configs): Typed {
  const typed: Record<string, string> = {};
  const put = (key: string, value: unknown) => {
    const text = asText(value);
    if (text !== '') typed[key] = text;
  };
  for (const { key } of SCOPES) put(key, configs[key]);
  for (const id of configs.disabledCheckers ?? []) put(id, 'off');
  for (const [checker, values] of Object.entries(configs.params ?? {}))
    for (const [name, value] of Object.entries(values)) put(`${checker} ${name}`, value);
  return typed;
}

function configsOf(typed: Typed, of: InspectionDetail): Configs {
  const params: Record<string, Record<string, unknown>> = {};
  // A host elsewhere tells no checkers: what is set for them stays.
  if (of.checkers.length === 0) Object.assign(params, of.configs.params);
  for (const checker of of.checkers) {
    for (const [name, param] of Object.entries(checker.params)) {
      const text = typed[`${checker.id} ${name}`]?.trim() ?? '';
      if (text !== '') (params[checker.id] ??= {})[name] = valueOf(param, text);
    }
  }
  const off =
    of.checkers.length === 0
      ? (of.configs.disabledCheckers ?? [])
      : of.checkers.map(({ id }) => id).filter((id) => typed[id] === 'off');
  const scopes = SCOPES.flatMap(({ key }) => {
    const listed = lines(typed[key] ?? '');
    return listed.length > 0 ? [[key, listed] as const] : [];
  });
  return {
    ...(Object.fromEntries(scopes) as Configs),
    ...(Object.keys(params).length > 0 ? { params } : {}),
    ...(off.length > 0 ? { disabledCheckers: off } : {}),
  };
}

const same = (a: Typed, b: Typed): boolean =>
  [...Object.keys(a), ...Object.keys(b)].every((key) => (a[key] ?? '').trim() === (b[key] ?? '').trim());

/** What is changed, by the names that the fields have. */
function changesOf(typed: Typed, kept: Typed, checkers: readonly Checker[]): string[] {
  const names = new Map<string, string>(SCOPES.map(({ key, label }) => [key, t(label)]));
  for (const checker of checkers) {
    names.set(checker.id, textOf(checker.title));
    for (const [name, param] of Object.entries(checker.params))
      names.set(`${checker.id} ${name}`, `${textOf(checker.title)} / ${paramTitle(name, param)}`);
  }
  return [...names].flatMap(([key, name]) => ((typed[key] ?? '').trim() === (kept[key] ?? '').trim() ? [] : [name]));
}

function fits({ id, title, params }: Checker, words: string): boolean {
  const texts = [
    id,
    textOf(title),
    ...Object.entries(params).flatMap(([name, param]) => [name, paramTitle(name, param), textOf(param.help)]),
  ];
  const wanted = words.trim().toLowerCase();
  return texts.some((text) => text.toLowerCase().includes(wanted));
}

function CheckerPanel({
  checker,
  typed,
  fixed,
  set,
  children,
}: {
  checker: Checker;
  typed: Typed;
  /** It is shown, and cannot be changed. */
  fixed: boolean;
  set: (key: string, value: string) => void;
  children: ComponentChildren;
}) {
  const name = textOf(checker.title);
  const off = typed[checker.id] === 'off';
  return (
    <fieldset class={off ? 'panel checker off' : 'panel checker'} disabled={fixed}>
      <legend>
        <input
          type="checkbox"
          role="switch"
          aria-label={t('checkerOn', { name })}
          disabled={fixed}
          checked={!off}
          onChange={(event) => set(checker.id, event.currentTarget.checked ? '' : 'off')}
        />{' '}
        {name} <span class="id">{checker.id}</span>
      </legend>
      {children}
      {off ? (
        <p class="muted">{t('checkerOff')}</p>
      ) : (
        <div class="fields">
          {Object.entries(checker.params).map(([param, declared]) => (
            <ParamField
              key={param}
              name={param}
              param={declared}
              script={checker.values[param]}
              value={typed[`${checker.id} ${param}`] ?? ''}
              set={(value) => set(`${checker.id} ${param}`, value)}
            />
          ))}
        </div>
      )}
    </fieldset>
  );
}

/** What the server had against what was sent, by the field that it names: `params.ecs-cpu-high.warning`. */
function Refused({ by, at }: { by: ApiError | undefined; at: string }) {
  if (!by?.field || !`${by.field}.`.startsWith(`configs.${at}.`)) return null;
  return (
    <p class="notice error" role="alert">
      {by.message}
    </p>
  );
}

/** The form of an inspection's parameters, made from what its checkers declare. */
export function Parameters({ of, reload }: { of: InspectionDetail; reload: () => Promise<void> }) {
  const { toast } = usePrefs();
  const now = typedOf(of.configs);
  const [kept, setKept] = useState(now);
  const [typed, setTyped] = useState(now);
  const [refused, setRefused] = useState<ApiError>();
  const [words, setWords] = useState('');
  // What somebody else has saved meanwhile is shown, as long as nothing is typed here.
  useEffect(() => {
    if (same(now, kept)) return;
    if (same(typed, kept)) setTyped(now);
    setKept(now);
  });
  const changes = changesOf(typed, kept, of.checkers);
  const question = useUnsaved(changes.length > 0);
  const fixed = useRefusal()('PUT /inspections/{id}/configs') !== undefined;
  if (!of.uuid) return <p class="notice warning">{t('notRegistered')}</p>;
  const set = (key: string, value: string) => setTyped((old) => ({ ...old, [key]: value }));
  const scopeProblem = ({ key, is, wrong }: (typeof SCOPES)[number]) => {
    const strange = lines(typed[key] ?? '').find((one) => !is(one));
    return strange === undefined ? undefined : t(wrong, { value: strange });
  };
  const problems =
    SCOPES.filter(scopeProblem).length +
    of.checkers.flatMap(({ id, params }) =>
      Object.entries(params).filter(([name, param]) => problemOf(param, typed[`${id} ${name}`] ?? '')),
    ).length;
  const save = async () => {
    setRefused(undefined);
    try {
      await call('PUT', `/inspections/${encode(of.id)}/configs`, { configs: configsOf(typed, of) });
    } catch (error) {
      if (error instanceof ApiError) setRefused(error);
      throw error;
    }
    setKept(typed);
    await reload();
    toast(t('saved'));
  };
  const found = of.checkers.filter((checker) => fits(checker, words));
  const off = of.checkers.filter(({ id }) => typed[id] === 'off').length;
  return (
    <div class="settings">
      {of.configsProblem ? <p class="notice error">{t('configsProblem', { why: of.configsProblem })}</p> : null}
      <p class="muted">{t('paramsIntro')}</p>
      <Needs route="PUT /inspections/{id}/configs" />
      <fieldset class="panel" disabled={fixed}>
        <legend>{t('scope')}</legend>
        <div class="fields">
          {SCOPES.map((scope) => (
            <Field key={scope.key} label={t(scope.label)} help={t(scope.help)} problem={scopeProblem(scope)}>
              {(ids) => (
                <textarea
                  {...ids}
                  rows={3}
                  value={typed[scope.key] ?? ''}
                  onInput={(event) => set(scope.key, event.currentTarget.value)}
                />
              )}
            </Field>
          ))}
        </div>
        {SCOPES.map(({ key }) => (
          <Refused key={key} by={refused} at={key} />
        ))}
      </fieldset>
      {of.checkers.length > 0 ? (
        <div class="row checkers">
          <label class="compact grow">
            <span>{t('search')}</span>
            <input
              type="search"
              placeholder={t('searchParams')}
              value={words}
              onInput={(event) => setWords(event.currentTarget.value)}
            />
          </label>
          <span class="muted">{t('checkerCount', { n: of.checkers.length, off })}</span>
        </div>
      ) : null}
      {found.length === 0 && words ? <p class="notice">{t('noCheckerFits')}</p> : null}
      {found.map((checker) => (
        <CheckerPanel key={checker.id} checker={checker} typed={typed} fixed={fixed} set={set}>
          <Refused by={refused} at={`params.${checker.id}`} />
        </CheckerPanel>
      ))}
      {fixed ? null : (
        <div class="savebar" role="region" aria-label={t('save')}>
          <span role="status" class={problems > 0 ? 'bad' : 'muted'}>
            {problems > 0
              ? t('fieldProblems', { n: problems })
              : changes.length > 0
                ? t('changes', { n: changes.length, names: changes.join(', ') })
                : t('changesKept')}
          </span>
          <span class="buttons">
            <button type="button" disabled={changes.length === 0} onClick={() => setTyped(kept)}>
              {t('undoChanges')}
            </button>
            <button
              type="button"
              disabled={Object.values(typed).every((text) => text === '')}
              onClick={() => setTyped({})}
            >
              {t('clearAll')}
            </button>
            <Act kind="primary" label={t('save')} act={save} disabled={changes.length === 0 || problems > 0} />
          </span>
        </div>
      )}
      {question}
    </div>
  );
}
