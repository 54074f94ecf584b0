/** That something unusual is normal: said of an event, and taken back. */
import { accept, acceptances, isAcceptable, isAccepted, unaccept } from '../../lib/inspection';
import type { MessageData } from '../../lib/model';
import { factsOf, tagsOf, textOf } from '../../workspace/event';
import type { EventView } from '../../workspace';
import type { FeedbackView } from './api';
import { eventOf } from './rows';
import { conflict, notFound, type Call, type Desk, type Route } from './http';
import { inspections } from './inspections';

/** What an event is about, and what the state knows of it. */
function aboutOf(event: EventView) {
  const {
    account_id: account = '',
    region = '',
    asset_id: assetId = '',
    checker = '',
  } = tagsOf(event.body.df_dimension_tags);
  return { account, region, assetId, checker };
}

/** Runs of other hosts have a state of their own. */
function isHere(event: EventView, desk: Desk): boolean {
  return inspections(desk).some(
    ({ uuid, functionId }) => uuid !== undefined && uuid === event.checkerId && functionId !== undefined,
  );
}

async function view(call: Call, desk: Desk): Promise<FeedbackView> {
  const event = eventOf(call, desk);
  const { state } = desk;
  if (!state || !isHere(event, desk)) return { possible: false, said: [] };
  const { account, region, assetId, checker } = aboutOf(event);
  const data = factsOf(event.body).data as MessageData;
  const said = (await acceptances(state)).filter(
    (one) =>
      one.undone === undefined &&
      one.account === account &&
      one.region === region &&
      one.assetId === assetId &&
      one.checker === checker,
  );
  return {
    possible: isAcceptable(data) && !isAccepted(said, data),
    said: said.map((one) => {
      const { faultId, metric, part, low, high, unit, at, by, note } = one;
      return {
        ...{ faultId, metric, low, high, unit, at: Date.parse(at), by },
        ...(part === undefined ? {} : { part }),
        ...(note === undefined ? {} : { note }),
        ofThis: isAccepted([one], data),
      };
    }),
  };
}

async function say(call: Call, desk: Desk): Promise<void> {
  const event = eventOf(call, desk);
  const { state } = desk;
  const note = call.body.optionalText('note', 500)?.trim();
  const data = factsOf(event.body).data as MessageData;
  if (!state || !isHere(event, desk)) {
    throw conflict({
      zh: '这个巡检在别的主机上运行：在那里用命令 aliyun-inspection feedback 确认',
      en: 'Another host runs this inspection: say it there, with aliyun-inspection feedback',
    });
  }
  if (!isAcceptable(data)) {
    throw conflict({
      zh: '只有突变事件可以确认为正常',
      en: 'Only an event of something unusual can be said to be normal',
    });
  }
  await accept(state, {
    ...aboutOf(event),
    ...{ faultId: event.faultId, assetName: textOf(event.body.asset_name), data },
    ...{ by: call.user?.name ?? '', at: desk.now() },
    ...(note ? { note } : {}),
  });
}

async function undo({ params }: Call, { state, now }: Desk): Promise<void> {
  const undone = state ? await unaccept(state, params.fault ?? '', now()) : [];
  if (undone.length === 0) throw notFound({ zh: '确认', en: 'feedback' });
}

export const feedbackRoutes: readonly Route[] = [
  { method: 'GET', path: '/events/{id}/feedback', handle: view },
  { method: 'POST', path: '/events/{id}/normal', handle: say },
  { method: 'DELETE', path: '/feedback/{fault}', handle: undo },
];
