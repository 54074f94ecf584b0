import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Command } from 'commander';
import { helpInChinese, wantsChinese } from '../../cli/help-words';

it.each([
  [['run', '--lang', 'zh'], 'en', true],
  [['run', '--lang=en'], 'zh', false],
  [['run'], 'zh', true],
  [['run'], 'en', false],
] as const)('reads the language of %j on a host set to %s', (argv, host, chinese) => {
  expect(wantsChinese(argv, host)).toBe(chinese);
});

it('puts titles, descriptions, options and arguments into Chinese', () => {
  const program = new Command('tool').description('Inspections of Alibaba Cloud assets');
  program.command('list').description('templates and checkers').option('--region <id>', 'where to try');
  helpInChinese(program);
  expect(program.helpInformation()).toMatch(/用法：.*阿里云资产巡检.*选项：.*命令：.*模板与检查项/s);
  expect(program.commands[0]?.helpInformation()).toMatch(/选项：.*在哪个地域尝试.*显示帮助/s);
});

it('leaves no option or command of the real help in English', () => {
  const bin = join(__dirname, '../../cli/bin.cjs');
  const env = { ...process.env, LANG: 'zh_CN.UTF-8', LC_ALL: '' };
  for (const command of [[], ['run'], ['serve'], ['state'], ['feedback']]) {
    const { stdout } = spawnSync(process.execPath, [bin, ...command, '--help'], { env, encoding: 'utf8' });
    const listed = stdout.split('\n').filter((line) => /^ {2}\S/.test(line));
    expect(listed.length).toBeGreaterThan(2);
    expect([command, listed.filter((line) => !/[\u4e00-\u9fff]/.test(line))]).toEqual([command, []]);
  }
});
