import { useEffect, useState } from 'preact/hooks';
import type { Script, ScriptDetail, ScriptsView } from '../api/api';
import { call, encode, useData } from './client';
import { Field, Form } from './forms';
import { inspectionHref } from './inspections';
import { Needs, useRefusal } from './may';
import { usePrefs } from './prefs';
import { guardLeaving, navigate } from './router';
import { ScriptEditor } from './script-editor';
import { Act, Dialog, Load, Said, When } from './ui';
import { span, t, textOf } from './words';

/** As its inspection is called; of a script that has none, its id. */
function titleOf(id: string, { functions }: ScriptsView): string {
  const found = functions.find(({ scriptId }) => scriptId === id);
  return found ? textOf(found.title) : id;
}

function Code({ text, name }: { text: string; name: string }) {
  const rows = text.split('\n');
  return (
    <div class="code" tabIndex={0} role="region" aria-label={t('code', { name })}>
      <pre class="numbers" aria-hidden="true">
        {rows.map((_row, i) => i + 1).join('\n')}
      </pre>
      <pre class="text">{text}</pre>
    </div>
  );
}

function NewScript({ view, onClose }: { view: ScriptsView; onClose: () => void }) {
  const templates = view.scripts.filter(({ origin }) => origin === 'shipped');
  const [from, setFrom] = useState(templates[0]?.id ?? '');
  const [id, setId] = useState('');
  return (
    <Dialog title={t('newScript')} onClose={onClose}>
      <Form
        label={t('create')}
        onCancel={onClose}
        submit={async () => {
          const script = await call<Script>('POST', '/scripts', { id, from });
          onClose();
          navigate(`/scripts/${encode(script.id)}`);
        }}
      >
        <Field label={t('template')}>
          {(ids) => (
            <select {...ids} value={from} onChange={(event) => setFrom(event.currentTarget.value)}>
              {templates.map((one) => (
                <option key={one.id} value={one.id}>
                  {titleOf(one.id, view)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('scriptId')} help={t('scriptIdHelp')}>
          {(ids) => (
            <input
              {...ids}
              required
              value={id}
              autocomplete="off"
              onInput={(event) => setId(event.currentTarget.value)}
            />
          )}
        </Field>
      </Form>
    </Dialog>
  );
}

function Functions({ of }: { of: ScriptsView['functions'] }) {
  if (of.length === 0) return null;
  return (
    <ul class="lines">
      {of.map((fn) => (
        <li key={fn.id}>
          <span>
            <a href={inspectionHref(fn.id)}>{textOf(fn.title)}</a>
            <span class="id">
              {fn.id} · {fn.definition}
            </span>
          </span>
          <span class="muted">
            <code>{fn.trigger.schedule}</code> · {t('timeout')} {span(fn.timeoutSeconds)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What everybody may know of a script: all but its text. */
function Listed({ id, view }: { id: string; view: ScriptsView }) {
  return (
    <>
      <h2 class="script-name">{titleOf(id, view)}</h2>
      <Functions of={view.functions.filter(({ scriptId }) => scriptId === id)} />
      <Needs route="GET /scripts/{id}" />
    </>
  );
}

function Shown({ id, view, reload }: { id: string; view: ScriptsView; reload: () => Promise<void> }) {
  const loaded = useData<ScriptDetail>(`/scripts/${encode(id)}`);
  const [removing, setRemoving] = useState(false);
  const functions = view.functions.filter(({ scriptId }) => scriptId === id);
  return (
    <Load of={loaded}>
      {(of) => {
        const { script } = of;
        const own = view.editable && script.origin === 'own';
        return (
          <>
            <div class="top">
              <h2 class="script-name">
                {titleOf(script.id, view)} <span class="chip">{t(script.origin)}</span>
                {script.hasDraft ? <span class="chip warning">{t('draft')}</span> : null}
              </h2>
              <div class="buttons">
                <span class="muted">
                  {t('updated')} <When ms={Date.parse(script.updatedAt)} />
                </span>
                {own ? (
                  <button type="button" class="danger" onClick={() => setRemoving(true)}>
                    {t('remove')}
                  </button>
                ) : null}
              </div>
            </div>
            {script.problem ? (
              <p class="notice error">
                {t('scriptProblem')}
                <Said text={script.problem} />
              </p>
            ) : null}
            <Functions of={functions} />
            {own ? (
              <ScriptEditor
                key={script.id}
                of={of}
                reload={async () => {
                  await Promise.all([loaded.reload(), reload()]);
                }}
              />
            ) : (
              <Code text={of.published} name={script.id} />
            )}
            {removing ? (
              <Dialog title={t('sure', { name: script.id })} onClose={() => setRemoving(false)}>
                <p class="buttons">
                  <Act
                    kind="danger"
                    label={t('remove')}
                    act={async () => {
                      await call('DELETE', `/scripts/${encode(script.id)}`);
                      guardLeaving(undefined);
                      navigate('/scripts');
                      await reload();
                    }}
                  />
                  <button type="button" onClick={() => setRemoving(false)}>
                    {t('cancel')}
                  </button>
                </p>
              </Dialog>
            ) : null}
          </>
        );
      }}
    </Load>
  );
}

/** Scripts, their functions and their code. */
export function Scripts({ id }: { id: string | undefined }) {
  const { editable } = usePrefs();
  const loaded = useData<ScriptsView>('/scripts', 30_000);
  const [making, setMaking] = useState(false);
  const refusal = useRefusal();
  useEffect(() => {
    void loaded.reload();
  }, [id]);
  return (
    <>
      <div class="top">
        <h1>{t('scripts')}</h1>
        <div class="buttons">
          {editable ? (
            <button type="button" class="primary" onClick={() => setMaking(true)}>
              {t('newScript')}
            </button>
          ) : null}
        </div>
      </div>
      {editable || refusal('POST /scripts') ? null : <p class="notice">{t('readOnly')}</p>}
      <Load of={loaded}>
        {(view) => (
          <div class="explorer">
            <nav class="kinds" aria-label={t('scripts')}>
              {view.scripts.length === 0 ? <p>{t('noScripts')}</p> : null}
              {(['own', 'shipped'] as const).map((origin) => {
                const some = view.scripts.filter((one) => one.origin === origin);
                return some.length === 0 ? null : (
                  <section key={origin}>
                    <h2>{t(origin)}</h2>
                    {some.map((script) => (
                      <a
                        key={script.id}
                        href={`/scripts/${encode(script.id)}`}
                        {...(script.id === id ? { 'aria-current': 'page' as const } : {})}
                      >
                        <span>
                          {titleOf(script.id, view)}
                          <span class="id">{script.id}</span>
                        </span>
                        {script.hasDraft ? <span class="chip warning">{t('draft')}</span> : null}
                        {script.problem ? <span class="chip error">!</span> : null}
                      </a>
                    ))}
                  </section>
                );
              })}
            </nav>
            <div class="found panel">
              {id === undefined ? (
                <p class="muted">{t('chooseScript')}</p>
              ) : refusal('GET /scripts/{id}') ? (
                <Listed id={id} view={view} />
              ) : (
                <Shown key={id} id={id} view={view} reload={loaded.reload} />
              )}
            </div>
            {making ? <NewScript view={view} onClose={() => setMaking(false)} /> : null}
          </div>
        )}
      </Load>
    </>
  );
}
