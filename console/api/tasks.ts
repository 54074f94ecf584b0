import type { CollectionStatus, RunSummary } from '../../lib/model';
import type { Task } from '../../host/types';
import type { TaskView } from './api';
import { ANSWERED, notFound } from './http';
import type { Call, Desk, Route } from './http';

const BEAT_MS = 15_000;
/** What a browser that reads too slowly may leave unread before it has to come back. */
const MAX_UNREAD = 4 * 1024 * 1024;
const ENDED = new Set(['success', 'failure', 'timeout', 'skip', 'cancelled']);

export function collectionCounts(summary: RunSummary): Record<CollectionStatus, number> {
  const counts = { complete: 0, partial: 0, failed: 0, unsupported: 0, 'not-opened': 0 };
  for (const { status } of summary.collections) counts[status]++;
  return counts;
}

export function taskView(task: Task): TaskView {
  const { result, ...rest } = task;
  if (!result) return rest;
  const { complete, assets, findings, verdicts, events, notes, durationMs } = result;
  const collections = collectionCounts(result);
  return {
    ...rest,
    result: { complete, assets, findings, unknown: verdicts.unknown, events, collections, notes, durationMs },
  };
}

function taskOf({ params }: Pick<Call, 'params'>, { host }: Desk): Task {
  const task = host.task(params.id ?? '');
  if (!task) throw notFound({ zh: '任务', en: 'task' });
  return task;
}

/**
 * Streams a task: `log` for every line from the first one on, `task` for every change, `end` when there is nothing more
 * to come. A browser that comes back names the last line it has.
 */
function watch(call: Call, desk: Desk): typeof ANSWERED {
  const { request, response } = call;
  const task = taskOf(call, desk);
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
  const send = (event: string, data: unknown, id?: number) => {
    response.write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    if (response.writableLength > MAX_UNREAD) response.destroy();
  };
  let line = 0;
  const seen = Number(request.headers['last-event-id'] ?? 0) || 0;
  for (const text of desk.host.logs(task.id)) if (++line > seen) send('log', text, line);
  send('task', taskView(task));
  const end = () => {
    send('end', {});
    response.end();
  };
  if (ENDED.has(task.status)) {
    end();
    return ANSWERED;
  }
  const stop = desk.host.listen(task.id, (event) => {
    if (event.kind === 'log') send('log', event.line, ++line);
    else {
      send('task', taskView(event.task));
      if (ENDED.has(event.task.status)) end();
    }
  });
  const beat = setInterval(() => {
    if (desk.auth.user(request)) response.write(': still here\n\n');
    else response.end();
  }, BEAT_MS);
  response.on('close', () => {
    clearInterval(beat);
    stop();
  });
  return ANSWERED;
}

export const taskRoutes: readonly Route[] = [
  { method: 'GET', path: '/tasks/{id}', handle: (call, desk) => taskView(taskOf(call, desk)) },
  { method: 'GET', path: '/tasks/{id}/events', handle: watch },
  {
    method: 'POST',
    path: '/tasks/{id}/cancel',
    handle: async (call, desk) => taskView(await desk.host.cancel(taskOf(call, desk).id)),
  },
];
