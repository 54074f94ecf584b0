/** How the inspecting itself goes, beside what it found. */
import type { ComponentChildren } from 'preact';
import type { HealthView, InspectionRef, WorkersView } from '../api/faults';
import { encode, useData } from './client';
import { inspectionHref } from './inspections';
import { usePrefs } from './prefs';
import { Said, When } from './ui';
import { count, t, textOf, tOf } from './words';

const STATUSES = ['complete', 'partial', 'failed', 'not-opened', 'unsupported'] as const;
const LOOKS: Readonly<Record<string, string>> = { complete: 'ok', partial: 'warning', failed: 'error' };

function Some<T extends InspectionRef>({
  title,
  of,
  bad,
  children,
}: {
  title: string;
  of: readonly T[];
  bad?: boolean;
  children: (one: T) => ComponentChildren;
}) {
  if (of.length === 0) return null;
  return (
    <>
      <h3 class={bad ? 'bad' : ''}>
        {title} ({count(of.length)})
      </h3>
      <ul class="lines">
        {of.map((one) => (
          <li key={one.id}>
            <a href={inspectionHref(one.id)}>{textOf(one.title)}</a> {children(one)}
          </li>
        ))}
      </ul>
    </>
  );
}

const COUNTED = ['workers', 'waiting', 'active', 'delayed', 'failed'] as const;
const LOOK_MS = 10_000;

/** Of the queue that many hosts share; nothing where there is none. */
function Workers() {
  const { data } = useData<WorkersView>('/queue', LOOK_MS);
  if (!data || data.state === 'none') return null;
  if (data.state === 'away') {
    return (
      <>
        <h3 class="bad">{t('workers')}</h3>
        <p>{t('queueAway')}</p>
      </>
    );
  }
  const { counts, underWay } = data;
  const idle = counts.workers === 0 && counts.waiting > 0;
  return (
    <>
      <h3 class={idle ? 'bad' : ''}>{t('workers')}</h3>
      <p class="chips">
        {COUNTED.map((name) => (
          <span
            key={name}
            class={`chip ${(name === 'workers' && idle) || (name === 'failed' && counts.failed > 0) ? 'error' : ''}`}
          >
            {count(counts[name])} {tOf('q_', name)}
          </span>
        ))}
      </p>
      {idle ? <p>{t('noWorkers')}</p> : null}
      {underWay.length > 0 ? (
        <details>
          <summary>{t('longest')}</summary>
          <ul class="plain">
            {underWay.map(({ inspection, account, since, attempt, worker }, i) => (
              <li key={i}>
                {inspection} <span class="id">{account ?? t('wholeRun')}</span>
                <br />
                <span class="muted">
                  <When ms={since} /> {worker} {attempt > 1 ? t('attempt', { n: attempt }) : null}
                </span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

export function Health({ of }: { of: HealthView }) {
  const { names } = usePrefs();
  const counted = STATUSES.filter((status) => of.collections[status] > 0);
  return (
    <section class="panel health" aria-labelledby="health">
      <h2 id="health">{t('health')}</h2>
      {of.inspectedAt === undefined ? (
        <p>{t(of.state === 'never' ? 'nothingYet' : 'nothingRead')}</p>
      ) : (
        <p>
          {t('inspectedAt')} <When ms={of.inspectedAt} />
        </p>
      )}
      {counted.length > 0 ? (
        <>
          <h3>
            <a href="/assets?tab=coverage">{t('placesRead')}</a>
          </h3>
          <p class="chips">
            {counted.map((status) => (
              <span key={status} class={`chip ${LOOKS[status] ?? ''}`}>
                {count(of.collections[status])} {tOf('c_', status)}
              </span>
            ))}
          </p>
        </>
      ) : null}
      {of.unread.length > 0 ? (
        <details open={of.state === 'unread'}>
          <summary class="bad">
            {t('unreadWhy')} ({count(of.unreadTotal)})
          </summary>
          <ul class="plain">
            {of.unread.map((one, i) => {
              const title = names.collectors[one.collector];
              return (
                <li key={i}>
                  {tOf('c_', one.status)}: {title ? textOf(title) : one.collector}
                  <span class="id">
                    {' '}
                    {one.account} {one.region}
                  </span>
                  <br />
                  <span class="muted">{one.reason ? <Said text={one.reason} /> : t('noReason')}</span>
                </li>
              );
            })}
          </ul>
          {of.unreadTotal > of.unread.length ? (
            <a href="/assets?tab=coverage">{t('andMore', { n: of.unreadTotal - of.unread.length })}</a>
          ) : null}
        </details>
      ) : null}
      <Some title={t('failedRuns')} of={of.failed} bad>
        {({ id, taskId, at, message, status }) => (
          <span class="muted">
            <a href={`${inspectionHref(id)}?task=${encode(taskId)}`}>{tOf('task_', status)}</a> <When ms={at} />
            <span class="cut" lang="en" title={message}>
              {message}
            </span>
          </span>
        )}
      </Some>
      <Some title={t('lateRuns')} of={of.late} bad>
        {({ due }) => (
          <span class="muted">
            {t('dueAt')} <When ms={due} />
          </span>
        )}
      </Some>
      <Some title={t('waitingRuns')} of={of.waiting}>
        {() => null}
      </Some>
      <Some title={t('runningNow')} of={of.running}>
        {() => null}
      </Some>
      {of.next.length > 0 ? (
        <Some title={t('nextRuns')} of={of.next}>
          {({ at }) => (
            <span class="muted">
              <When ms={at} />
            </span>
          )}
        </Some>
      ) : (
        <p class="muted">{t('noNextRuns')}</p>
      )}
      <Workers />
      {of.elsewhere > 0 ? <p class="muted">{t('elsewhereCount', { n: of.elsewhere })}</p> : null}
    </section>
  );
}
