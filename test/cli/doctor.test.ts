import { doctor } from '../../cli/doctor';
import { loadInspection } from '../../ground/load';
import { EMULATOR_KEY, startEmulator, type Emulator } from '../../emulator';
import { fromKeys } from '../../lib/credentials';
import { defineInspection } from '../../lib/inspection';
import type { Language } from '../../lib/model';
import { CHECKERS } from '../../scripts/registry.gen';

jest.mock('../../ground/load');

let emulator: Emulator;
const { ALIYUN_ENDPOINT: before } = process.env;
afterEach(async () => {
  if (before === undefined) delete process.env.ALIYUN_ENDPOINT;
  else process.env.ALIYUN_ENDPOINT = before;
  await emulator.close();
});

async function examine(product: RegExp, lang: Language = 'en') {
  const inspection = defineInspection({
    id: 'examined',
    title: { zh: 'x', en: 'x' },
    schedule: '0 * * * *',
    timeoutSeconds: 60,
    accounts: [{ name: 'a', credentials: fromKeys(EMULATOR_KEY), regions: ['cn-hangzhou'] }],
    checkers: CHECKERS.filter((checker) => product.test(checker.id)),
  });
  jest.mocked(loadInspection).mockResolvedValue(inspection);
  process.env.ALIYUN_ENDPOINT = emulator.endpoint;
  const lines: string[] = [];
  const healthy = await doctor('examined', { region: 'cn-hangzhou', lang }, (line) => lines.push(line));
  return { healthy, lines };
}

it.each([/^ram-/, /^sas-/, /^hbr-/, /^kms-/, /^ecs-s/, /^ack-/])('tries every action of %s', async (product) => {
  // Prices are asked for spot instances only.
  const plant = { 'ecs-spot-rise': 1 };
  emulator = await startEmulator({ scenario: { regions: ['cn-hangzhou'], instances: 2, plant } });
  const { healthy, lines } = await examine(product);
  expect(lines.filter((line) => !line.startsWith('ok '))).toEqual([]);
  expect(healthy).toBe(true);
});

it('takes an error that says "none" for an answer, and another one for what it is', async () => {
  emulator = await startEmulator({
    scenario: { regions: ['cn-hangzhou'], instances: 0, users: 1, plant: { 'ram-key-old': 1 } },
  });
  const { lines } = await examine(/^ram-user-no-mfa$/);
  expect(lines.filter((line) => /GetLoginProfile|GetUserMFAInfo/.test(line))).toEqual([
    'ok      account a, global, ims:GetLoginProfile: 0 rows',
    'ok      account a, global, ram:GetUserMFAInfo: 0 rows',
  ]);
  emulator.faults.set([{ kind: 'denied', product: 'ram', action: 'GetUserMFAInfo' }]);
  const denied = await examine(/^ram-user-no-mfa$/);
  expect(denied.healthy).toBe(false);
  expect(denied.lines.join('\n')).toMatch(
    /FAILED {2}account a, global, ram:GetUserMFAInfo: .*grant ram:GetUserMFAInfo/,
  );
});

it('speaks Chinese, but for what the cloud calls things', async () => {
  emulator = await startEmulator({
    scenario: { regions: ['cn-hangzhou'], instances: 0, users: 1, plant: { 'ram-key-old': 1 } },
  });
  emulator.faults.set([{ kind: 'denied', product: 'ram', action: 'GetUserMFAInfo' }]);
  const { lines } = await examine(/^ram-user-no-mfa$/, 'zh');
  expect(lines).toContain('正常 账号 a，global，ims:GetLoginProfile：0 条');
  const denied = lines.find((line) => line.startsWith('失败'));
  expect(denied).toMatch(
    /^失败 账号 a，global，ram:GetUserMFAInfo：ram:GetUserMFAInfo（global，账号 a）被拒绝：请授权 ram:/,
  );
  const english = lines.filter((line) =>
    /\b(account|credentials|identity|regions|rows|on the first page|at)\b/.test(line),
  );
  expect(english).toEqual([]);
});
