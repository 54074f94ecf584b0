import type { InspectionView, TaskView } from '../api/api';
import { call, encode, useData } from './client';
import { NoKeys } from './keys';
import { May, useRefusal } from './may';
import { usePrefs } from './prefs';
import { navigate } from './router';
import { TaskStatus, isLive } from './run';
import { Cell, Head } from './table';
import { Act, Load, OpenCounts, When } from './ui';
import { count, t, textOf } from './words';

export const inspectionHref = (id: string, tab?: string): string =>
  `/inspections/${encode(id)}${tab ? `?tab=${tab}` : ''}`;

export function State({ of }: { of: InspectionView }) {
  return <span class={`chip ${of.state === 'enabled' ? 'ok' : ''}`}>{t(of.state)}</span>;
}

export function Coverage({ of }: { of: InspectionView }) {
  const { coverage } = of;
  if (!coverage) return <span class="muted">–</span>;
  const total = coverage.complete + coverage.partial + coverage.failed + coverage['not-opened'];
  const whole = coverage.complete === total;
  return (
    <a class={whole ? 'good' : 'bad'} href="/assets?tab=coverage">
      {t('coverageParts', { complete: coverage.complete, total })}
    </a>
  );
}

/** Starts a run and goes to where it can be watched. */
export function RunButton({ of, primary }: { of: InspectionView; primary?: boolean }) {
  const { keysNeeded } = usePrefs();
  const refusal = useRefusal();
  if (!of.functionId || refusal('POST /inspections/{id}/run')) return null;
  const name = textOf(of.title);
  // A run without keys could only fail: first there has to be an account.
  if (keysNeeded.includes(of.functionId)) {
    if (refusal('POST /accounts')) return null;
    return (
      <a class="button" href="/accounts" title={t('noKeys')} aria-label={`${t('runOf', { name })}: ${t('newAccount')}`}>
        {t(primary ? 'runNow' : 'run')}
      </a>
    );
  }
  return (
    <Act
      label={primary ? t('runNow') : t('run')}
      {...(primary ? {} : { name: t('runOf', { name }) })}
      kind={primary ? 'primary' : ''}
      disabled={of.state === 'disabled' || isLive(of.lastTask)}
      {...(of.state === 'disabled' ? { title: t('runDisabled') } : {})}
      act={async () => {
        const task = await call<TaskView>('POST', `/inspections/${encode(of.id)}/run`);
        navigate(`/inspections/${encode(of.id)}?task=${encode(task.id)}`);
      }}
    />
  );
}

export function EnableButton({ of, reload }: { of: InspectionView; reload: () => Promise<void> }) {
  const name = textOf(of.title);
  const enabled = of.state === 'enabled';
  return (
    <May route={enabled ? 'POST /inspections/{id}/disable' : 'POST /inspections/{id}/enable'}>
      <Act
        label={t(enabled ? 'disable' : 'enable')}
        name={t(enabled ? 'disableOf' : 'enableOf', { name })}
        act={async () => {
          await call('POST', `/inspections/${encode(of.id)}/${enabled ? 'disable' : 'enable'}`);
          await reload();
        }}
      />
    </May>
  );
}

function Row({ of, reload }: { of: InspectionView; reload: () => Promise<void> }) {
  const next = of.trigger?.next[0];
  const query = of.uuid ? `&is.inspection=${encode(of.uuid)}` : '';
  return (
    <tr>
      <th scope="row" class="whole">
        <a href={inspectionHref(of.id)}>{textOf(of.title)}</a>
        <span class="id">{of.id}</span>
      </th>
      <Cell word="state">
        <State of={of} />
      </Cell>
      <Cell word="lastRun" kind="short">
        {of.lastTask ? (
          <>
            <TaskStatus task={of.lastTask} /> <When ms={Date.parse(of.lastTask.startedAt ?? of.lastTask.queuedAt)} />
          </>
        ) : (
          <span class="muted">{of.functionId ? t('never') : t('elsewhere')}</span>
        )}
      </Cell>
      <Cell word="coverage">
        <Coverage of={of} />
      </Cell>
      <Cell word="openFindings">
        <OpenCounts open={of.open} query={query} />
      </Cell>
      <Cell word="nextRun" kind="short">
        {next ? <When ms={Date.parse(next)} /> : <span class="muted">–</span>}
        {of.trigger ? <span class="id">{of.trigger.schedule}</span> : null}
      </Cell>
      <td class="actions whole">
        <RunButton of={of} />
        <EnableButton of={of} reload={reload} />
        {of.uuid ? (
          <a class="button" href={`/events?range=30d${query}`} aria-label={t('eventsOf', { name: textOf(of.title) })}>
            {t('events')}
          </a>
        ) : null}
      </td>
    </tr>
  );
}

/** Every inspection with its state. */
export function Inspections() {
  const loaded = useData<{ inspections: readonly InspectionView[] }>('/inspections', 10_000);
  return (
    <>
      <h1>{t('inspections')}</h1>
      <NoKeys />
      <Load of={loaded}>
        {({ inspections }) =>
          inspections.length === 0 ? (
            <p class="notice">{t('noInspections')}</p>
          ) : (
            <div class="panel scroll" tabIndex={0}>
              <table class="wide cards">
                <caption class="hidden">
                  {t('inspections')} ({count(inspections.length)})
                </caption>
                <Head words={['inspection', 'state', 'lastRun', 'coverage', 'openFindings', 'nextRun', 'actions']} />
                <tbody>
                  {inspections.map((one) => (
                    <Row key={one.id} of={one} reload={loaded.reload} />
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Load>
    </>
  );
}
