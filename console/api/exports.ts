/** Lists as files: CSV for a spreadsheet, JSON for a program. */
import { csvLine } from '../../ground/csv';
import type { Language, Text } from '../../lib/model';
import type { AssetRow, EventRow } from './api';
import { assetRows } from './assets';
import type { FaultRow } from './faults';
import { sendFile, sendText } from './http';
import type { Call, Desk, Route } from './http';
import { filterOf } from './events';
import { refuse, rowOf } from './rows';
import { faultFilterOf, faultRows } from './start';

/** Rows of a file: more are asked for with a narrower filter. */
const MOST = 10_000;
const READ_AT_ONCE = 1000;

type Cell = string | number | boolean | undefined;
type Columns<Row> = readonly (readonly [Text, (row: Row, language: Language) => Cell])[];

/** With the mark by which spreadsheets know UTF-8. */
function csv<Row>(columns: Columns<Row>, rows: readonly Row[], language: Language): string {
  const lines = [
    columns.map(([title]) => title[language]),
    ...rows.map((row) => columns.map(([, of]) => of(row, language))),
  ];
  return `\ufeff${lines.map(csvLine).join('')}`;
}

const iso = (ms: number) => new Date(ms).toISOString();
const titleOf = ({ title, titles }: EventRow, language: Language) => titles?.[language] ?? title;

const MEASURED: Columns<EventRow> = [
  [{ zh: '级别', en: 'Severity' }, ({ status }) => status],
  [{ zh: '标题', en: 'Title' }, titleOf],
  [{ zh: '值', en: 'Value' }, ({ value }) => value],
  [{ zh: '阈值', en: 'Threshold' }, ({ threshold }) => threshold],
  [{ zh: '单位', en: 'Unit' }, ({ unit }) => unit],
  [{ zh: '产品', en: 'Product' }, ({ product }) => product],
  [{ zh: '检查项', en: 'Checker' }, ({ checker }) => checker],
  [{ zh: '资产 ID', en: 'Asset id' }, ({ assetId }) => assetId],
  [{ zh: '资产名称', en: 'Asset name' }, ({ assetName }) => assetName],
  [{ zh: '账号', en: 'Account' }, ({ account }) => account],
  [{ zh: '账号名称', en: 'Account name' }, ({ accountName }) => accountName],
  [{ zh: '地域', en: 'Region' }, ({ region }) => region],
];

const EVENTS: Columns<EventRow> = [
  [{ zh: '时间', en: 'Time' }, ({ time }) => iso(time)],
  ...MEASURED,
  [{ zh: '巡检', en: 'Inspection' }, ({ inspection }) => inspection],
  [{ zh: '持续秒数', en: 'Seconds since it began' }, ({ duration }) => duration],
  [{ zh: '事件', en: 'Event' }, ({ id }) => id],
];

const FAULTS: Columns<FaultRow> = [
  [{ zh: '开始时间', en: 'Since' }, ({ since }) => iso(since)],
  ...MEASURED,
  [{ zh: '团队', en: 'Team' }, ({ team }) => team],
  [{ zh: '标签', en: 'Tags' }, ({ tags }) => tags.join(', ')],
  [{ zh: '处理人', en: 'Taken by' }, ({ taken }) => taken.assigned?.to],
  [{ zh: '确认人', en: 'Acknowledged by' }, ({ taken }) => taken.acknowledged?.who],
  [{ zh: '静默', en: 'Muted' }, ({ muted }) => (muted ? 'true' : 'false')],
  [{ zh: '引发的问题', en: 'Consequences' }, ({ consequenceCount }) => consequenceCount],
  [{ zh: '控制台', en: 'Console' }, ({ link }) => link],
  [{ zh: '事件', en: 'Event' }, ({ id }) => id],
];

const ASSETS: Columns<AssetRow> = [
  [{ zh: '种类', en: 'Class' }, ({ class: kind }) => kind],
  [{ zh: '资产 ID', en: 'Asset id' }, ({ id }) => id],
  [{ zh: '资产名称', en: 'Asset name' }, ({ name }) => name],
  [{ zh: '账号', en: 'Account' }, ({ account }) => account],
  [{ zh: '账号名称', en: 'Account name' }, ({ accountName }) => accountName],
  [{ zh: '地域', en: 'Region' }, ({ region }) => region],
  [{ zh: '最近收集', en: 'Last collected' }, ({ time }) => iso(time)],
  [{ zh: '未恢复', en: 'Open findings' }, ({ open }) => Object.values(open).reduce((sum, n) => sum + n, 0)],
  [{ zh: '未巡检', en: 'Not inspected' }, ({ missed }) => missed?.kind],
  [{ zh: '原因', en: 'Reason' }, ({ missed }) => missed?.reason],
];

interface Found<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

/** `format=csv` (in `lang=zh` or `en`) or `json`. @throws ConsoleFault for another */
function exporting<Row>(name: string, columns: Columns<Row>, find: (call: Call, desk: Desk) => Promise<Found<Row>>) {
  return async (call: Call, desk: Desk) => {
    const { query, response } = call;
    const format = query.get('format') ?? 'json';
    if (format !== 'csv' && format !== 'json') throw refuse('format', '应为 csv 或 json', 'has to be csv or json');
    const language = query.get('lang') === 'en' ? 'en' : 'zh';
    const { rows, total } = await find(call, desk);
    // Whoever opens a file that is not all of it sees so in its name.
    const file = rows.length < total ? `${name}-first-${rows.length}` : name;
    if (format === 'csv') return sendText(response, `${file}.csv`, 'text/csv', csv(columns, rows, language));
    const filter = query.toString();
    return sendFile(response, file, { exportedAt: desk.now().toISOString(), filter, total, rows });
  };
}

async function events({ query, response }: Call, { workspace, now }: Desk): Promise<Found<EventRow>> {
  const filter = filterOf(query, now().getTime());
  const rows: EventRow[] = [];
  for (;;) {
    const paging = { offset: rows.length, limit: READ_AT_ONCE };
    const { events, total, totalExact } = await workspace.store.listEvents(filter, paging, () => response.destroyed);
    rows.push(...events.map(rowOf));
    const more = events.length === READ_AT_ONCE && (rows.length < total || !totalExact);
    if (rows.length >= MOST || !more) return { rows, total: more ? Math.max(total, rows.length + 1) : rows.length };
  }
}

function faults({ query }: Call, desk: Desk): Promise<Found<FaultRow>> {
  const found = desk.workspace.store.openFaults(faultFilterOf(query)).faults;
  return Promise.resolve({ rows: faultRows(found.slice(0, MOST), desk), total: found.length });
}

export const exportRoutes: readonly Route[] = [
  { method: 'GET', path: '/start/export', handle: exporting('faults', FAULTS, faults) },
  { method: 'GET', path: '/events/export', handle: exporting('events', EVENTS, events) },
  {
    method: 'GET',
    path: '/assets/export',
    handle: exporting('assets', ASSETS, ({ query }, desk) => Promise.resolve(assetRows(query, desk, MOST))),
  },
];
