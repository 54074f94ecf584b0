/** What is wrong now. */
import { consoleLink } from '../../lib/event';
import type { Text } from '../../lib/model';
import { CHECKERS } from '../../scripts/registry.gen';
import type { EventView, FaultField, FaultFilter, OpenFault } from '../../workspace';
import { factsOf, textOf } from '../../workspace/event';
import { docIdOf } from '../../workspace/event-reader';
import type { EventRow } from './api';
import type { ConsequenceView, FaultRow, StartView, TakenView, WorkersView } from './faults';
import { healthOf } from './health';
import type { Call, Desk, Route } from './http';
import { integer, mutesOf, refuse, rowOf } from './rows';

/** Fields of an address, and what the workspace calls them. */
const FIELDS: Readonly<Record<string, FaultField>> = {
  status: 'status',
  account_id: 'account',
  region: 'region',
  product: 'product',
  checker: 'checker',
  inspection: 'checker_id',
  tag: 'tag',
  asset_tag: 'tag',
  team: 'team',
};
const PAGE = 50;
const CHECKER = new Map(CHECKERS.map((checker) => [checker.id, checker]));

/**
 * Reads `is.<field>=…` of an address, several times for several values.
 *
 * @throws ConsoleFault for a field that faults are not filtered by
 * @example faultFilterOf(new URLSearchParams('is.product=ecs&is.tag=env%3Dprod')) // { product: ['ecs'], tag: ['env=prod'] }
 */
export function faultFilterOf(query: URLSearchParams): FaultFilter {
  const filter: Partial<Record<FaultField, readonly string[]>> = {};
  for (const key of new Set(query.keys())) {
    if (!/^(?:is|not)\./.test(key)) continue;
    const field = key.startsWith('is.') ? FIELDS[key.slice(3)] : undefined;
    if (!field) {
      const known = Object.keys(FIELDS).map((name) => `is.${name}`);
      throw refuse(key, `只能用 ${known.join('、')}`, `has to be one of ${known.join(', ')}`);
    }
    filter[field] = query.getAll(key);
  }
  return filter;
}

function messageOf(message: Readonly<Record<string, unknown>>): { readonly message?: Text } {
  const [zh, en] = [textOf(message.zh), textOf(message.en)];
  return zh && en ? { message: { zh, en } } : {};
}

function consequencesOf(event: EventView, { workspace }: Desk): ConsequenceView[] {
  return factsOf(event.body).consequences.map(({ checker, assetId, region, severity, since, message, isCause }) => {
    const own = workspace.store.faultOfFinding(event.account, checker, assetId);
    const at = Date.parse(since);
    return {
      ...{ checker, assetId, region, severity, ...(isCause && { isCause }) },
      ...(Number.isNaN(at) ? {} : { since: at }),
      ...messageOf(message),
      ...(own ? { eventId: docIdOf(own.id) } : {}),
    };
  });
}

function faultRow(fault: OpenFault, event: EventView, taken: TakenView | undefined, desk: Desk): FaultRow {
  const checker = CHECKER.get(event.checker);
  const link = checker && event.assetId ? consoleLink(checker, { id: event.assetId, region: event.region }) : undefined;
  const consequences = consequencesOf(event, desk);
  return {
    ...rowOf(event),
    since: fault.since * 1000,
    ...(link ? { link } : {}),
    tags: fault.tags,
    team: fault.team,
    muted: mutesOf(event, desk).length > 0,
    consequences,
    consequenceCount: Math.max(consequences.length, Number(textOf(event.body.consequence_count)) || 0),
    taken: taken ?? { comments: 0 },
  };
}

/** Rows of faults, in their order. */
export function faultRows(faults: readonly OpenFault[], desk: Desk): FaultRow[] {
  const { store, handling } = desk.workspace;
  const taken = handling.of(faults.map(({ fault }) => fault));
  const byId = new Map(faults.map((one) => [docIdOf(one.id), one]));
  return store.eventsOf(faults).flatMap((event) => {
    const fault = byId.get(event.docId);
    return fault ? [faultRow(fault, event, taken.get(fault.fault), desk)] : [];
  });
}

/** The newest events of faults. */
export function titledRows(faults: readonly OpenFault[], { workspace }: Desk): EventRow[] {
  return workspace.store.eventsOf(faults).map(rowOf);
}

/** One page of what is wrong now, what it can be narrowed to, and how well it is known. */
function start({ query }: Call, desk: Desk): StartView {
  const offset = integer(query, 'offset', 0, 1e9);
  const limit = integer(query, 'limit', PAGE, 200);
  const { faults, folded, facets } = desk.workspace.store.openFaults(faultFilterOf(query));
  return {
    faults: faultRows(faults.slice(offset, offset + limit), desk),
    total: faults.length,
    folded,
    facets: Object.fromEntries(Object.entries(FIELDS).map(([name, field]) => [name, facets[field]])),
    health: healthOf(desk),
  };
}

/** How many units under way are shown. */
const UNITS = 10;

/** What the workers do that take their work from the queue of this host. */
async function workers(_: Call, { queue }: Desk): Promise<WorkersView> {
  if (!queue) return { state: 'none' };
  try {
    const { underWay, workers: there, waiting, active, delayed, failed } = await queue.counts();
    const counts = { workers: there, waiting, active, delayed, failed };
    return { state: 'there', counts, underWay: underWay.slice(0, UNITS) };
  } catch {
    return { state: 'away' };
  }
}

export const startRoutes: readonly Route[] = [
  { method: 'GET', path: '/start', handle: start },
  { method: 'GET', path: '/queue', handle: workers },
];
