import type { Text } from '../../lib/model';

/** What is said where inspections, alerts and scripts are edited. In English, `one | many` by the number `n`. */
export const EDIT_WORDS = {
  changesKept: { zh: '没有未保存的修改', en: 'Nothing is changed' },
  changes: { zh: '{{n}} 处修改：{{names}}', en: '{{n}} change: {{names}} | {{n}} changes: {{names}}' },
  undoChanges: { zh: '撤销修改', en: 'Undo' },
  fieldProblems: { zh: '有 {{n}} 处需要改正', en: '{{n}} value is to be put right | {{n}} values are to be put right' },
  searchParams: { zh: '搜索检查项和参数', en: 'Search checkers and parameters' },
  checkerOn: { zh: '启用“{{name}}”', en: '“{{name}}” is on' },
  checkerOff: {
    zh: '已停用：不检查，未恢复的问题随下次运行结束。',
    en: 'Off: it judges nothing, and what it has open ends with the next run.',
  },
  checkerCount: {
    zh: '{{n}} 个检查项，停用 {{off}} 个',
    en: '{{n}} checker, {{off}} off | {{n}} checkers, {{off}} off',
  },
  noCheckerFits: { zh: '没有符合的检查项。', en: 'No checker fits.' },
  tags: { zh: '标签', en: 'Tags' },
  tagsHelp: {
    zh: '每行一个，例如 env=production；只写键则为任意值。同一个键任一值即可，不同的键须全部符合。不返回标签的资产照常检查。',
    en: 'One a line, such as env=production; a key alone takes any value. Of one key any value will do, of several keys each has to fit. Assets whose list has no tags are inspected as ever.',
  },
  resourceGroups: { zh: '资源组 ID', en: 'Resource group ids' },
  resourceGroupsHelp: {
    zh: '每行一个，例如 rg-acfm…。不返回资源组的资产照常检查。',
    en: 'One a line, such as rg-acfm…. Assets whose list has no resource group are inspected as ever.',
  },
  wrongNumber: { zh: '应为数字', en: 'Has to be a number' },
  wrongWhole: { zh: '应为整数', en: 'Has to be a whole number' },
  wrongRange: { zh: '应在 {{range}} 之间', en: 'Has to be {{range}}' },
  wrongValue: { zh: '没有这个值：{{value}}', en: 'There is no such value: {{value}}' },
  wrongTag: { zh: '不是标签：{{value}}', en: 'Is no tag: {{value}}' },
  wrongId: { zh: '不是 ID：{{value}}', en: 'Is no id: {{value}}' },

  targetName: { zh: '对象名称', en: 'Name of the target' },
  roleArn: { zh: '角色 ARN（可不填）', en: 'ARN of a role (may be empty)' },
  wideKeys: {
    zh: '以下巡检的临时密钥拥有角色的全部权限，因为无法收窄到其检查项所需的操作：',
    en: 'Short-lived keys of these inspections may do all that the role may, as they cannot be narrowed to what their checkers read:',
  },
  roleArnHelp: {
    zh: '填写后，运行拿到的不是这对密钥，而是该角色的短期密钥，权限限于检查项所需的只读操作。',
    en: 'With it, runs do not get these keys but short-lived ones of the role, which may read what their checkers need.',
  },
  mailAddresses: { zh: '邮箱地址', en: 'Mail addresses' },
  mailHelp: {
    zh: '多个地址用逗号分隔。邮件由主机的 SMTP_URL 与 EMAIL_FROM 发送。',
    en: 'Several have commas between them. The host sends by its SMTP_URL and EMAIL_FROM.',
  },
  addressHelp: { zh: '地址只进不出：保存后不再显示。', en: 'It goes in and never comes out: it is not shown again.' },
  addTarget: { zh: '添加通知对象', en: 'Add the target' },
  sendTest: { zh: '发送测试', en: 'Send a test' },
  sendTestTo: { zh: '向 {{name}} 发送测试', en: 'Send a test to {{name}}' },
  testTaken: { zh: '已收下：{{answer}}', en: 'It was taken: {{answer}}' },
  testRefused: { zh: '没有收下：{{answer}}', en: 'It was not taken: {{answer}}' },

  codeView: { zh: '代码', en: 'Code' },
  differenceView: { zh: '差异', en: 'Difference' },
  versionsView: { zh: '版本', en: 'Versions' },
  version: { zh: '版本', en: 'Version' },
  versionNumber: { zh: '版本 {{number}}', en: 'Version {{number}}' },
  publishedVersion: { zh: '已发布的', en: 'Published' },
  noVersions: { zh: '还没有发布过。', en: 'Nothing has been published yet.' },
  noDifference: { zh: '没有差异。', en: 'There is no difference.' },
  byFile: { zh: '脚本目录中的修改', en: 'A change in the folder' },
  takeVersion: { zh: '回到这个版本', en: 'Back to this version' },
  versionTaken: { zh: '已放入编辑器，发布后生效', en: 'It is in the editor: publish it to make it so' },
  editorHelp: {
    zh: 'Ctrl+空格补全；先按 Esc 再按 Tab 离开编辑器。',
    en: 'Ctrl+Space completes. Esc, then Tab, leaves the editor.',
  },
} as const satisfies Readonly<Record<string, Text>>;
