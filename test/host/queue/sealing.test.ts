import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAccounts, queueKeyOf, sealAccounts } from '../../../host/queue/sealing';
import { scriptAt } from '../../../host/queue/script';

const KEY = Buffer.alloc(32, 7);
const JOB = { job: 'run-1.0', inspection: 'daily' };
const ACCOUNTS = [{ name: 'my-team', accessKeyId: 'LTAI-of-a-test', accessKeySecret: 's3cret-of-a-test' }];
const later = () => Date.now() + 60_000;

describe('keys on their way through the queue', () => {
  it('are read with the key, for their own job, in time', () => {
    const until = later();
    const sealed = sealAccounts(ACCOUNTS, JOB, until, KEY);
    expect(sealed).not.toContain('s3cret');
    expect(openAccounts(sealed, JOB, KEY)).toEqual({ accounts: ACCOUNTS, until });
    // The same twice does not look the same.
    expect(sealAccounts(ACCOUNTS, JOB, until, KEY)).not.toBe(sealed);
  });

  it.each([
    ['another key', sealAccounts(ACCOUNTS, JOB, later(), KEY), JOB, Buffer.alloc(32, 8)],
    ['another job', sealAccounts(ACCOUNTS, JOB, later(), KEY), { ...JOB, job: 'run-1.1' }, KEY],
    ['another inspection', sealAccounts(ACCOUNTS, JOB, later(), KEY), { ...JOB, inspection: 'hourly' }, KEY],
    [
      'an end that was put off',
      sealAccounts(ACCOUNTS, JOB, Date.now() - 1, KEY).replace(/^\d+/, String(later())),
      JOB,
      KEY,
    ],
    ['something else', 'what', JOB, KEY],
    ['no key', sealAccounts(ACCOUNTS, JOB, later(), KEY), JOB, undefined],
  ])('are not read with %s, and it is said what to do', (_, sealed, job, key) => {
    expect(() => openAccounts(sealed, job, key)).toThrow(/ALIYUN_INSPECTION_QUEUE_KEY/);
    expect(() => openAccounts(sealed, job, key)).toThrow(expect.objectContaining({ code: 'config' }) as Error);
  });

  it('are not used when it is too late', () => {
    const sealed = sealAccounts(ACCOUNTS, JOB, Date.now() - 1, KEY);
    expect(() => openAccounts(sealed, JOB, KEY)).toThrow(/were to be used until .*start the run again/);
  });

  it('have their key from the variable, or from a credential of systemd', () => {
    const folder = mkdtempSync(join(tmpdir(), 'credentials-'));
    try {
      const text = KEY.toString('base64');
      expect(queueKeyOf({})).toBeUndefined();
      expect(queueKeyOf({ CREDENTIALS_DIRECTORY: folder })).toBeUndefined();
      expect(queueKeyOf({ ALIYUN_INSPECTION_QUEUE_KEY: ` ${text}\n` })).toEqual(KEY);
      writeFileSync(join(folder, 'aliyun-inspection-queue.key'), `${text}\n`);
      expect(queueKeyOf({ CREDENTIALS_DIRECTORY: folder })).toEqual(KEY);
      const short = () => queueKeyOf({ ALIYUN_INSPECTION_QUEUE_KEY: 'c2hvcnQ=' });
      expect(short).toThrow('ALIYUN_INSPECTION_QUEUE_KEY: is not a key of 32 bytes in base64');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('are those of the accounts that a shipped template inspects', async () => {
    const { accounts } = await scriptAt('ecs', '/nowhere', ACCOUNTS);
    expect(accounts.map(({ name }) => name)).toEqual(['my-team']);
    expect(await accounts[0]?.credentials.getCredentials()).toMatchObject({ accessKeySecret: 's3cret-of-a-test' });
    expect((await scriptAt('ecs', '/nowhere')).accounts.map(({ name }) => name)).not.toContain('my-team');
  });
});
