import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAudit, type AuditRecord } from '../../host/audit';
import { openHistory, type History } from '../../host/history';

let folder: string;
let history: History;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'audit-'));
  history = openHistory(folder);
});
afterEach(() => {
  history.close();
  rmSync(folder, { recursive: true, force: true });
});

const deed = {
  who: 'admin',
  address: '127.0.0.1',
  way: 'console',
  what: 'POST /scripts',
  target: 'ecs',
  status: 200,
} as const;

it('keeps what was done, newest first, and the data file lets nobody change it', () => {
  const told: Omit<AuditRecord, 'id'>[] = [];
  const audit = openAudit(
    history.db,
    (record) => told.push(record),
    () => 1000,
  );
  audit.record(deed);
  audit.record({ ...deed, target: 'rds', sent: { text: 'x'.repeat(500), nested: { apiKey: 'wsak_1', days: 30 } } });
  expect(audit.list()).toMatchObject([
    {
      id: 2,
      at: 1000,
      target: 'rds',
      detail: `{"text":"${'x'.repeat(120)}… (500 characters)","nested":{"apiKey":"***","days":30}}`,
    },
    { id: 1, target: 'ecs', detail: '' },
  ]);
  expect(audit.list({ before: 2 }).map(({ id }) => id)).toEqual([1]);
  expect(told).toHaveLength(2);
  expect(() => history.db.run('DELETE FROM audit', [])).toThrow('audit records are kept');
  expect(() => history.db.run("UPDATE audit SET who = 'nobody'", [])).toThrow('stay as they are');
});

it('is not filled by whoever is refused: sixty a minute, and how many more there were', () => {
  let now = 0;
  const audit = openAudit(history.db, undefined, () => now);
  for (let i = 0; i < 200; i++) audit.record({ ...deed, who: '-', status: i % 2 ? 401 : 429 });
  audit.record(deed);
  now = 61_000;
  audit.record(deed);
  const all = audit.list({ limit: 500 });
  expect(all).toHaveLength(63);
  expect(all[1]).toMatchObject({ what: 'refused', status: 429, detail: '140 more', at: 59_999 });
  expect(all.filter(({ status }) => status === 200)).toHaveLength(2);
});
