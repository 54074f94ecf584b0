import { useRef, useState } from 'preact/hooks';
import type { AlertsView, InspectionDetail, PolicyView } from '../api/api';
import { call, encode, useData } from './client';
import { Field, Form } from './forms';
import { May, Needs, useRefusal } from './may';
import { usePrefs } from './prefs';
import { NO_TARGET, NewTarget, SendTest, TargetFields, addTarget } from './targets';
import type { TargetDraft } from './targets';
import { Act, Dialog, Load, SEVERITIES, Status } from './ui';
import { span, t, tOf } from './words';

const SILENCES = [0, 600, 1800, 3600, 6 * 3600, 12 * 3600, 86_400, 7 * 86_400];
const GATHERS = [0, 60, 300, 600, 1800];

function Ticks({
  legend,
  options,
  chosen,
  set,
}: {
  legend: string;
  options: readonly (readonly [string, string])[];
  chosen: readonly string[];
  set: (chosen: readonly string[]) => void;
}) {
  return (
    <fieldset class="ticks">
      <legend>{legend}</legend>
      {options.map(([value, label]) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={(event) =>
              set(event.currentTarget.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
            }
          />{' '}
          {label}
        </label>
      ))}
    </fieldset>
  );
}

function Choice({
  label,
  help,
  options,
  value,
  zero,
  set,
}: {
  label: string;
  help: string;
  options: readonly number[];
  value: number;
  zero: string;
  set: (value: number) => void;
}) {
  const all = options.includes(value) ? options : [...options, value].sort((a, b) => a - b);
  return (
    <Field label={label} help={help}>
      {(ids) => (
        <select {...ids} value={value} onChange={(event) => set(Number(event.currentTarget.value))}>
          {all.map((seconds) => (
            <option key={seconds} value={seconds}>
              {seconds === 0 ? zero : span(seconds)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function PolicyForm({
  old,
  view,
  onDone,
  onClose,
}: {
  old: PolicyView | undefined;
  view: AlertsView;
  onDone: (policy: PolicyView) => Promise<void>;
  onClose: () => void;
}) {
  const [name, setName] = useState(old?.name ?? '');
  const [severities, setSeverities] = useState<readonly string[]>(old?.severities ?? ['critical', 'error', 'warning']);
  const [targets, setTargets] = useState<readonly string[]>(old?.targets ?? []);
  /** With those that were made in this dialog. */
  const [known, setKnown] = useState(view.targets);
  const [draft, setDraft] = useState<TargetDraft | undefined>(view.targets.length === 0 ? NO_TARGET : undefined);
  const [silenceSeconds, setSilence] = useState(old?.silenceSeconds ?? 3600);
  const [aggregateSeconds, setGather] = useState(old?.aggregateSeconds ?? 0);
  const save = async () => {
    // What is typed and was not added would be lost without a word.
    const made = draft && draft.address !== '' ? await addTarget(draft) : undefined;
    if (made) {
      setKnown([...known, made]);
      setTargets([...targets, made.uuid]);
      setDraft(undefined);
    }
    const all = made ? [...targets, made.uuid] : targets;
    const body = { name, severities, targets: all, silenceSeconds, aggregateSeconds };
    const path = old ? `/policies/${encode(old.uuid)}` : '/policies';
    await onDone(await call<PolicyView>(old ? 'PUT' : 'POST', path, body));
  };
  return (
    <Dialog title={t(old ? 'editPolicy' : 'newPolicy')} onClose={onClose}>
      <Form label={t('save')} submit={save} onDone={onClose} onCancel={onClose}>
        <Field label={t('name')}>
          {(ids) => <input {...ids} required value={name} onInput={(event) => setName(event.currentTarget.value)} />}
        </Field>
        <Ticks
          legend={t('severities')}
          options={SEVERITIES.map((one) => [one, tOf('', one)] as const)}
          chosen={severities}
          set={setSeverities}
        />
        <fieldset class="picks">
          <legend>{t('targets')}</legend>
          {known.length === 0 ? <p class="muted">{t('noTargets')}</p> : null}
          {known.map((one) => (
            <div key={one.uuid} class="pick">
              <label>
                <input
                  type="checkbox"
                  checked={targets.includes(one.uuid)}
                  onChange={(event) =>
                    setTargets(
                      event.currentTarget.checked
                        ? [...targets, one.uuid]
                        : targets.filter((uuid) => uuid !== one.uuid),
                    )
                  }
                />{' '}
                {one.name} <span class="muted">{tOf('', one.type)}</span>
              </label>
              <SendTest path={`/targets/${encode(one.uuid)}/test`} name={one.name} />
            </div>
          ))}
        </fieldset>
        {draft ? (
          <fieldset class="panel">
            <legend>{t('newTarget')}</legend>
            <TargetFields draft={draft} set={setDraft} required={false} />
            <p class="buttons">
              <Act
                label={t('addTarget')}
                disabled={draft.name.trim() === '' || draft.address === ''}
                act={async () => {
                  const made = await addTarget(draft);
                  setKnown([...known, made]);
                  setTargets([...targets, made.uuid]);
                  setDraft(undefined);
                }}
              />
              <SendTest path="/targets/test" draft={draft} name={draft.name} />
              <button type="button" onClick={() => setDraft(undefined)}>
                {t('cancel')}
              </button>
            </p>
          </fieldset>
        ) : (
          <p>
            <button type="button" onClick={() => setDraft(NO_TARGET)}>
              {t('newTarget')}
            </button>
          </p>
        )}
        <Choice
          label={t('silence')}
          help={t('silenceHelp')}
          options={SILENCES}
          value={silenceSeconds}
          zero={t('onceOnly')}
          set={setSilence}
        />
        <Choice
          label={t('aggregation')}
          help={t('aggregationHelp')}
          options={GATHERS}
          value={aggregateSeconds}
          zero={t('atOnce')}
          set={setGather}
        />
      </Form>
    </Dialog>
  );
}

type Asked =
  | { readonly kind: 'policy'; readonly policy?: PolicyView }
  | { readonly kind: 'target' }
  | { readonly kind: 'delete'; readonly path: string; readonly name: string };

/** Who is told of an inspection's events, of which, and how often. */
export function Alerts({ of, reload }: { of: InspectionDetail; reload: () => Promise<void> }) {
  const { toast } = usePrefs();
  const loaded = useData<AlertsView>('/alerts');
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const refusal = useRefusal();
  /** What the boxes were last set to, until the server has it: the next change goes on from there. */
  const [wanted, setWanted] = useState<readonly string[]>();
  const sent = useRef<readonly string[] | undefined>(undefined);
  const saving = useRef<Promise<unknown>>(Promise.resolve());
  if (!of.uuid) return <p class="notice warning">{t('notRegistered')}</p>;
  const bound = wanted ?? of.policies.map(({ uuid }) => uuid);
  const bind = async (edit: (policies: readonly string[]) => readonly string[]) => {
    const policies = edit(sent.current ?? of.policies.map(({ uuid }) => uuid));
    sent.current = policies;
    setWanted(policies);
    const mine = saving.current.then(() => call('PUT', `/inspections/${encode(of.id)}/policies`, { policies }));
    saving.current = mine.catch(() => undefined);
    try {
      await mine;
      if (sent.current !== policies) return;
      await Promise.all([reload(), loaded.reload()]);
      toast(t('saved'));
    } finally {
      if (sent.current === policies) {
        sent.current = undefined;
        setWanted(undefined);
      }
    }
  };
  return (
    <Load of={loaded}>
      {(view) => (
        <>
          <p class="muted">{t('alertsIntro')}</p>
          <Needs route="PUT /inspections/{id}/policies" />
          <div class="panel scroll" tabIndex={0}>
            {view.policies.length === 0 ? <p>{t('noPolicies')}</p> : null}
            {view.policies.length > 0 ? (
              <table class="cards">
                <thead>
                  <tr>
                    <th scope="col">{t('policy')}</th>
                    <th scope="col">{t('severities')}</th>
                    <th scope="col">{t('targets')}</th>
                    <th scope="col">{t('silence')}</th>
                    <th scope="col">{t('actions')}</th>
                  </tr>
                </thead>
                <tbody>
                  {view.policies.map((policy) => (
                    <tr key={policy.uuid}>
                      <th scope="row" class="whole">
                        <label>
                          <input
                            type="checkbox"
                            disabled={refusal('PUT /inspections/{id}/policies') !== undefined}
                            checked={bound.includes(policy.uuid)}
                            onChange={(event) => {
                              const on = event.currentTarget.checked;
                              bind((bound) => {
                                const rest = bound.filter((uuid) => uuid !== policy.uuid);
                                return on ? [...rest, policy.uuid] : rest;
                              }).catch((error: Error) => toast(error.message, true));
                            }}
                          />{' '}
                          {policy.name}
                        </label>
                        <span class="id">{t('usedBy', { n: policy.inspections.length })}</span>
                      </th>
                      <td data-label={t('severities')}>
                        <span class="chips">
                          {policy.severities.map((one) => (
                            <Status key={one} status={one} />
                          ))}
                        </span>
                      </td>
                      <td data-label={t('targets')}>
                        {policy.targets
                          .map((uuid) => view.targets.find((one) => one.uuid === uuid)?.name ?? uuid)
                          .join(', ')}
                      </td>
                      <td data-label={t('silence')}>
                        {policy.silenceSeconds === 0 ? t('onceOnly') : span(policy.silenceSeconds)}
                      </td>
                      <td class="actions whole">
                        {policy.complex ? (
                          <span class="muted">{t('complexPolicy')}</span>
                        ) : (
                          <May route="PUT /policies/{id}">
                            <button
                              type="button"
                              aria-label={t('editOf', { name: policy.name })}
                              onClick={() => setAsked({ kind: 'policy', policy })}
                            >
                              {t('edit')}
                            </button>
                          </May>
                        )}
                        <May route="DELETE /policies/{id}">
                          <button
                            type="button"
                            aria-label={t('deleteOf', { name: policy.name })}
                            onClick={() =>
                              setAsked({ kind: 'delete', path: `/policies/${encode(policy.uuid)}`, name: policy.name })
                            }
                          >
                            {t('remove')}
                          </button>
                        </May>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            ) : null}
            <May route="POST /policies">
              <p class="buttons">
                <button type="button" onClick={() => setAsked({ kind: 'policy' })}>
                  {t('newPolicy')}
                </button>
              </p>
            </May>
          </div>
          <h2>{t('targets')}</h2>
          <div class="panel">
            {view.targets.length === 0 ? <p>{t('noTargets')}</p> : null}
            <ul class="lines">
              {view.targets.map((target) => (
                <li key={target.uuid}>
                  <span>
                    {target.name} <span class="muted">{tOf('', target.type)}</span>
                  </span>
                  <span class="buttons">
                    <May route="POST /targets/{id}/test">
                      <SendTest path={`/targets/${encode(target.uuid)}/test`} name={target.name} />
                    </May>
                    <May route="DELETE /targets/{id}">
                      <button
                        type="button"
                        aria-label={t('deleteOf', { name: target.name })}
                        onClick={() =>
                          setAsked({ kind: 'delete', path: `/targets/${encode(target.uuid)}`, name: target.name })
                        }
                      >
                        {t('remove')}
                      </button>
                    </May>
                  </span>
                </li>
              ))}
            </ul>
            <May route="POST /targets">
              <p class="buttons">
                <button type="button" onClick={() => setAsked({ kind: 'target' })}>
                  {t('newTarget')}
                </button>
              </p>
            </May>
          </div>
          {asked?.kind === 'policy' ? (
            <PolicyForm
              old={asked.policy}
              view={view}
              onClose={() => {
                close();
                // A target that was made in it stays, whatever becomes of the policy.
                void loaded.reload();
              }}
              // A new policy is meant for the inspection that it was made at.
              onDone={(policy) => (asked.policy ? loaded.reload() : bind((bound) => [...bound, policy.uuid]))}
            />
          ) : null}
          {asked?.kind === 'target' ? <NewTarget onClose={close} onDone={loaded.reload} /> : null}
          {asked?.kind === 'delete' ? (
            <Dialog title={t('sure', { name: asked.name })} onClose={close}>
              <p class="buttons">
                <Act
                  kind="danger"
                  label={t('remove')}
                  act={async () => {
                    await call('DELETE', asked.path);
                    close();
                    await Promise.all([reload(), loaded.reload()]);
                  }}
                />
                <button type="button" onClick={close}>
                  {t('cancel')}
                </button>
              </p>
            </Dialog>
          ) : null}
        </>
      )}
    </Load>
  );
}
