import type { Script } from '../../host/types';
import type { ScriptDetail, ScriptProblems, ScriptsView, ScriptVersionView, ScriptWords } from './api';
import { ConsoleFault, conflict, notFound } from './http';
import type { Call, Desk, Route } from './http';
import { taskView } from './tasks';

const LONGEST = 1_000_000;
const SCRIPT_ID = /^[a-z][a-z0-9-]*(\/[a-z][a-z0-9-]*)*$/;

function scriptOf({ params }: Call, { host }: Desk): Script {
  const script = host.scripts().find(({ id }) => id === params.id);
  if (!script) throw notFound({ zh: '脚本', en: 'script' });
  return script;
}

function editable({ host }: Desk): void {
  if (host.editable) return;
  throw new ConsoleFault(403, 'read-only', {
    zh: '这台主机的脚本只读',
    en: 'The scripts of this host cannot be edited here',
  });
}

/** The script of a call, when it may be changed. */
function ownOf(call: Call, desk: Desk): Script {
  editable(desk);
  const script = scriptOf(call, desk);
  if (script.origin === 'own') return script;
  throw conflict({
    zh: '内置脚本不能修改，请以它为模板新建',
    en: 'A shipped script stays as it is: make a new one from it',
  });
}

function list(_call: Call, { host }: Desk): ScriptsView {
  return {
    editable: host.editable,
    scripts: host.scripts(),
    functions: host.functions().map(({ id, scriptId, title, definition, timeoutSeconds, tags, trigger }) => ({
      id,
      scriptId,
      title,
      definition,
      timeoutSeconds,
      tags,
      trigger,
    })),
  };
}

function detail(call: Call, desk: Desk): ScriptDetail {
  const script = scriptOf(call, desk);
  return { script, ...desk.host.source(script.id), versions: desk.host.versions(script.id) };
}

function version(call: Call, desk: Desk): ScriptVersionView {
  const { id } = scriptOf(call, desk);
  const number = Number(call.params.number);
  const found = desk.host.versions(id).find((one) => one.number === number);
  if (!found) throw notFound({ zh: '版本', en: 'version' });
  return { ...found, text: desk.host.version(id, number) };
}

const textOf = ({ body }: Call): string => body.text('text', LONGEST);

/** A copy of another script as the draft of a new one, with an inspection id of its own: state is kept under it. */
async function create({ body }: Call, desk: Desk): Promise<Script> {
  editable(desk);
  const id = body.text('id', 100);
  if (!SCRIPT_ID.test(id)) {
    throw new ConsoleFault(400, 'config', {
      zh: 'id：只能用小写字母、数字、连字符和 /，例如 team/ecs-daily',
      en: 'id: lower-case letters, digits, hyphens and /, such as team/ecs-daily',
    });
  }
  if (desk.host.scripts().some((script) => script.id === id)) {
    throw conflict({ zh: `已经有脚本 ${id}`, en: `There is a script ${id} already` });
  }
  const from = desk.host.scripts().find((script) => script.id === body.text('from', 100));
  if (!from) throw notFound({ zh: '模板', en: 'template' });
  const text = desk.host.source(from.id).published;
  const name = id.replace(/\//g, '-');
  return desk.host.saveDraft(id, text.replace(/(\bdefineInspection\(\{\s*id:\s*)(['"])[^'"]*\2/, `$1$2${name}$2`));
}

export const scriptRoutes: readonly Route[] = [
  { method: 'GET', path: '/scripts', handle: list },
  { method: 'POST', path: '/scripts', handle: create },
  { method: 'GET', path: '/scripts/{id}', handle: detail },
  {
    method: 'PUT',
    path: '/scripts/{id}/draft',
    handle: (call, desk) => desk.host.saveDraft(ownOf(call, desk).id, textOf(call)),
  },
  {
    method: 'POST',
    path: '/scripts/{id}/run',
    handle: (call, desk) => taskView(desk.host.callDraft(ownOf(call, desk).id)),
  },
  {
    method: 'POST',
    path: '/scripts/{id}/publish',
    handle: (call, desk) => desk.host.publish(ownOf(call, desk).id, call.user?.name),
  },
  { method: 'GET', path: '/scripts/{id}/versions/{number}', handle: version },
  {
    method: 'POST',
    path: '/scripts/{id}/check',
    reads: true,
    handle: async (call, desk): Promise<ScriptProblems> => ({
      problems: await desk.host.check(ownOf(call, desk).id, textOf(call)),
    }),
  },
  {
    method: 'POST',
    path: '/scripts/{id}/complete',
    reads: true,
    handle: async (call, desk): Promise<ScriptWords> => {
      const text = textOf(call);
      const at = call.body.integer('at', 0, text.length) ?? text.length;
      return { words: await desk.host.complete(ownOf(call, desk).id, text, at) };
    },
  },
  {
    method: 'DELETE',
    path: '/scripts/{id}',
    handle: async (call, desk) => desk.host.removeScript(ownOf(call, desk).id),
  },
];
