/** What of the command line may hold a secret. */
import { main } from '../../cli/main';

const before = { ...process.env };
let printed: string;
beforeEach(() => {
  printed = '';
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, 'write').mockImplementation((text) => ((printed += String(text)), true));
  }
});
afterEach(() => {
  jest.restoreAllMocks();
  process.env = { ...before };
  process.exitCode = undefined;
});

it.each(['run', 'state', 'feedback'])(
  '%s --help names the variable, not the address that is in it',
  async (command) => {
    process.env.ALIYUN_INSPECTION_STATE = 'postgres://inspector:hunter2-hunter2@db.internal/x';
    await main([command, '--help', '--lang', 'en']);
    expect(printed.replace(/\s+/g, ' ')).toMatch(/a folder or postgres:\/\/… \(default: ALIYUN_INSPECTION_STATE\)/);
    expect(printed).not.toMatch(/hunter2/);
  },
);

it.each([
  ['run', 'ecs'],
  ['state', 'check'],
])('%s refuses a password on the command line, and does not repeat it', async (...command) => {
  await main([...command, '--lang', 'en', '--state', 'postgres://inspector:hunter2-hunter2@db.internal/x']);
  expect(process.exitCode).toBe(2);
  expect(printed).toMatch(/^aliyun-inspection: --state: a password on the command line can be read by everybody/);
  expect(printed).not.toMatch(/hunter2/);
});

it('says that a database cannot be reached, with its address alone', async () => {
  process.env.ALIYUN_INSPECTION_STATE = 'postgres://inspector:hunter2-hunter2@127.0.0.1:1/x';
  await main(['state', 'check', '--lang', 'en']);
  expect(process.exitCode).toBe(3);
  // Among warnings that Node.js gives of suites before, in the same process.
  expect(printed).toMatch(
    /^aliyun-inspection: state cannot be opened: PostgreSQL at 127\.0\.0\.1:1\/x: .*ECONNREFUSED/m,
  );
  expect(printed).not.toMatch(/hunter2/);
});
