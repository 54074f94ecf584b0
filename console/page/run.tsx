import { useEffect, useRef, useState } from 'preact/hooks';
import type { LogLine, TaskView } from '../api/api';
import { ApiError, call, encode } from './client';
import { May } from './may';
import { Act, Said, When } from './ui';
import { count, span, t, textOf, tOf } from './words';

const LIVE = new Set(['queued', 'running']);
/** Lines that are kept on the page; older ones scroll out. */
const MAX_LINES = 5000;

export const isLive = (task: TaskView | undefined): boolean => task !== undefined && LIVE.has(task.status);

/** How a run ended, or that it has not: `success` that is not complete says so. */
export function TaskStatus({ task }: { task: TaskView }) {
  const incomplete = task.status === 'success' && task.result?.complete === false;
  return (
    <span class={`chip task-${incomplete ? 'incomplete' : task.status}`}>
      {incomplete ? t('incomplete') : tOf('task_', task.status)}
    </span>
  );
}

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((all, n) => all + n, 0);

export function tookSeconds(task: TaskView): number | undefined {
  if (!task.startedAt) return undefined;
  const end = task.endedAt ? Date.parse(task.endedAt) : Date.now();
  return (end - Date.parse(task.startedAt)) / 1000;
}

/** One run: its state, how far it is, what it says, and what came of it; live while it lasts. */
export function RunPanel({ id, onChange }: { id: string; onChange?: () => void }) {
  const [task, setTask] = useState<TaskView>();
  const [lines, setLines] = useState<readonly LogLine[]>([]);
  const [problem, setProblem] = useState('');
  const log = useRef<HTMLPreElement>(null);
  const follow = useRef(true);
  const changed = useRef(onChange);
  changed.current = onChange;
  useEffect(() => {
    setTask(undefined);
    setLines([]);
    setProblem('');
    let waiting: LogLine[] = [];
    let frame = 0;
    let status = '';
    const flush = () => {
      frame = 0;
      const more = waiting;
      waiting = [];
      setLines((old) => [...old, ...more].slice(-MAX_LINES));
    };
    const source = new EventSource(`/console/api/tasks/${encode(id)}/events`);
    source.addEventListener('log', (event: MessageEvent<string>) => {
      waiting.push(JSON.parse(event.data) as LogLine);
      frame ||= requestAnimationFrame(flush);
    });
    source.addEventListener('task', (event: MessageEvent<string>) => {
      const next = JSON.parse(event.data) as TaskView;
      if (status !== '' && status !== next.status) changed.current?.();
      status = next.status;
      setTask(next);
    });
    source.addEventListener('end', () => source.close());
    const asking = new AbortController();
    // A stream that was refused does not come back, nor say why.
    source.addEventListener('error', () => {
      if (source.readyState !== EventSource.CLOSED) return;
      call<TaskView>('GET', `/tasks/${encode(id)}`, undefined, asking.signal)
        .then(setTask)
        .catch((error: unknown) => error instanceof ApiError && setProblem(error.message));
    });
    return () => {
      source.close();
      asking.abort();
      cancelAnimationFrame(frame);
    };
  }, [id]);
  useEffect(() => {
    if (follow.current && log.current) log.current.scrollTop = log.current.scrollHeight;
  }, [lines]);
  if (!task && problem) {
    return (
      <p class="notice error" role="alert">
        {problem}
      </p>
    );
  }
  if (!task) return <p class="muted loading">{t('loading')}</p>;
  const { result, error } = task;
  const live = isLive(task);
  const took = tookSeconds(task);
  return (
    <section class="panel run" aria-label={t('progress')}>
      <div class="run-head">
        <span aria-live="polite">
          <TaskStatus task={task} />
        </span>
        <span>
          <When ms={Date.parse(task.startedAt ?? task.queuedAt)} exact />
        </span>
        {took === undefined ? null : (
          <span class="muted">{live ? t('elapsed', { span: span(took) }) : `${t('took')} ${span(took)}`}</span>
        )}
        <span class="grow" />
        <May route="POST /tasks/{id}/cancel">
          {live ? <Act label={t('stopRun')} act={() => call('POST', `/tasks/${encode(id)}/cancel`)} /> : null}
        </May>
      </div>
      {live ? (
        <progress aria-label={t('progress')} max={1} {...(task.progress === undefined ? {} : { value: task.progress })}>
          {Math.round((task.progress ?? 0) * 100)} %
        </progress>
      ) : null}
      {error ? (
        <p class="notice error">
          <b>{error.code}</b> <Said text={error.message} />
        </p>
      ) : null}
      {result ? (
        <ul class="facts">
          <li>{t('runAssets', { n: result.assets })}</li>
          <li>{t('runFindings', { n: sum(result.findings) })}</li>
          {result.unknown > 0 ? <li class="bad">{t('runUnknown', { n: result.unknown })}</li> : null}
          <li>
            {t('runEvents', {
              anomaly: result.events.anomaly ?? 0,
              update: result.events.update ?? 0,
              recovery: result.events.recovery ?? 0,
            })}
          </li>
          <li>
            {t('coverage')}:{' '}
            {t('coverageParts', {
              complete: result.collections.complete,
              total: sum(result.collections) - result.collections.unsupported,
            })}
          </li>
        </ul>
      ) : null}
      {result && result.notes.length > 0 ? (
        <details open>
          <summary>
            {t('notes')} ({count(result.notes.length)})
          </summary>
          <ul class="plain">
            {result.notes.map((note) => (
              <li key={note}>
                <Said text={note} />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <h2 class="small">{t('log')}</h2>
      <pre
        class="log"
        ref={log}
        tabIndex={0}
        role="log"
        aria-label={t('log')}
        aria-live="off"
        onScroll={(event) => {
          const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
          follow.current = scrollHeight - scrollTop - clientHeight < 24;
        }}
      >
        {lines.length === 0 ? (
          <span class="muted">{t('noLog')}</span>
        ) : (
          lines.map((line) => (typeof line === 'string' ? line : textOf(line))).join('\n')
        )}
      </pre>
    </section>
  );
}
