import { useState } from 'preact/hooks';
import type { InspectionDetail, ScriptsView } from '../api/api';
import { Alerts } from './alerts';
import { call, encode, useData } from './client';
import { Coverage, EnableButton, RunButton, State, inspectionHref } from './inspections';
import { Markdown } from './markdown';
import { May } from './may';
import { Parameters } from './parameters';
import { usePrefs } from './prefs';
import { navigate } from './router';
import { RunPanel, TaskStatus, isLive, tookSeconds } from './run';
import { Cell, Head } from './table';
import { Act, Dialog, Load, OpenCounts, Said, Tabs, When } from './ui';
import { span, t, textOf, tOf } from './words';

function Runs({ of, chosen, reload }: { of: InspectionDetail; chosen: string | null; reload: () => Promise<void> }) {
  const shown = chosen ?? of.tasks.find(isLive)?.id ?? of.tasks[0]?.id;
  if (shown === undefined) return <p class="notice">{of.functionId ? t('noRuns') : t('elsewhere')}</p>;
  return (
    <>
      <RunPanel key={shown} id={shown} onChange={() => void reload()} />
      <h2>{t('history')}</h2>
      <div class="panel scroll" tabIndex={0}>
        <table class="cards">
          <Head words={['started', 'outcome', 'origin', 'took', 'notes']} />
          <tbody>
            {of.tasks.map((task) => {
              const began = Date.parse(task.startedAt ?? task.queuedAt);
              const took = tookSeconds(task);
              return (
                <tr key={task.id} class={task.id === shown ? 'chosen' : ''}>
                  <td class="whole">
                    <a href={`${inspectionHref(of.id)}?task=${encode(task.id)}`}>
                      <When ms={began} exact />
                    </a>
                  </td>
                  <Cell word="outcome">
                    <TaskStatus task={task} />
                  </Cell>
                  <Cell word="origin">{tOf('origin_', task.origin)}</Cell>
                  <Cell word="took">{took === undefined ? '–' : span(took)}</Cell>
                  <Cell word="notes" kind="text">
                    <Said text={task.error?.message ?? task.result?.notes[0] ?? ''} />
                  </Cell>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Remove({ of, onClose }: { of: InspectionDetail; onClose: () => void }) {
  const { editable } = usePrefs();
  const [scriptToo, setScriptToo] = useState(false);
  const scripts = useData<ScriptsView>(editable && of.scriptId !== undefined ? '/scripts' : undefined);
  const own = scripts.data?.scripts.some(({ id, origin }) => id === of.scriptId && origin === 'own') ?? false;
  return (
    <Dialog title={t('deleteInspection')} onClose={onClose}>
      <p>{t('deleteHelp')}</p>
      {own ? (
        <p>
          <label>
            <input
              type="checkbox"
              checked={scriptToo}
              onChange={(event) => setScriptToo(event.currentTarget.checked)}
            />{' '}
            {t('deleteScriptToo', { name: of.scriptId ?? '' })}
          </label>
        </p>
      ) : null}
      <p class="buttons">
        <Act
          kind="danger"
          label={t('remove')}
          act={async () => {
            await call('DELETE', `/inspections/${encode(of.id)}${scriptToo ? '?script=true' : ''}`);
            navigate('/inspections');
          }}
        />
        <button type="button" onClick={onClose}>
          {t('cancel')}
        </button>
      </p>
    </Dialog>
  );
}

function About({ of }: { of: InspectionDetail }) {
  return (
    <div class="panel">
      <h2>{t('about')}</h2>
      <Markdown text={textOf(of.doc)} />
      <h2>{t('checkers')}</h2>
      <ul class="plain">
        {of.checkers.map(({ id, title }) => (
          <li key={id}>
            {textOf(title)} <span class="id">{id}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

const TABS = ['runs', 'parameters', 'alerts', 'about'] as const;

/** One inspection: its runs, parameters and alerts. */
export function Inspection({ id, query }: { id: string; query: URLSearchParams }) {
  const loaded = useData<InspectionDetail>(`/inspections/${encode(id)}`, 10_000);
  const [removing, setRemoving] = useState(false);
  const current = TABS.find((tab) => tab === query.get('tab')) ?? 'runs';
  return (
    <Load of={loaded}>
      {(of) => (
        <>
          <p class="crumbs">
            <a href="/inspections">{t('inspections')}</a>
          </p>
          <div class="top">
            <h1>
              {textOf(of.title)} <State of={of} />
            </h1>
            <div class="buttons">
              <RunButton of={of} primary />
              <EnableButton of={of} reload={loaded.reload} />
              {of.uuid ? (
                <a class="button" href={`/events?range=30d&is.inspection=${encode(of.uuid)}`}>
                  {t('relatedEvents')}
                </a>
              ) : null}
              <a class="button" href={`/console/api/inspections/${encode(of.id)}/export`} download>
                {t('exportJson')}
              </a>
              <May route="DELETE /inspections/{id}">
                <button type="button" class="danger" onClick={() => setRemoving(true)}>
                  {t('remove')}
                </button>
              </May>
            </div>
          </div>
          {of.uuid ? null : <p class="notice warning">{t('notRegistered')}</p>}
          <dl class="panel summary">
            <dt>{t('functionId')}</dt>
            <dd>{of.functionId ? <code>{of.functionId}</code> : t('elsewhere')}</dd>
            {of.trigger ? (
              <>
                <dt>{t('schedule')}</dt>
                <dd>
                  <code>{of.trigger.schedule}</code> {of.trigger.timeZone}
                </dd>
                <dt>{t('nextRun')}</dt>
                <dd>{of.trigger.next[0] ? <When ms={Date.parse(of.trigger.next[0])} exact /> : '–'}</dd>
              </>
            ) : null}
            {of.timeoutSeconds ? (
              <>
                <dt>{t('timeout')}</dt>
                <dd>{span(of.timeoutSeconds)}</dd>
              </>
            ) : null}
            <dt>{t('coverage')}</dt>
            <dd>
              <Coverage of={of} />
            </dd>
            <dt>{t('openFindings')}</dt>
            <dd>
              <OpenCounts open={of.open} query={of.uuid ? `&is.inspection=${encode(of.uuid)}` : ''} />
            </dd>
            {of.lastEvent === undefined ? null : (
              <>
                <dt>{t('lastEvent')}</dt>
                <dd>
                  <When ms={of.lastEvent} />
                </dd>
              </>
            )}
          </dl>
          <Tabs
            current={current}
            tabs={TABS.map((tab) => [tab, t(tab), inspectionHref(of.id, tab === 'runs' ? undefined : tab)] as const)}
          />
          {current === 'runs' ? <Runs of={of} chosen={query.get('task')} reload={loaded.reload} /> : null}
          {current === 'parameters' ? <Parameters of={of} reload={loaded.reload} /> : null}
          {current === 'alerts' ? <Alerts of={of} reload={loaded.reload} /> : null}
          {current === 'about' ? <About of={of} /> : null}
          {removing ? <Remove of={of} onClose={() => setRemoving(false)} /> : null}
        </>
      )}
    </Load>
  );
}
