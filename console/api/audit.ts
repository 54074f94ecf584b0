import type { AuditRecord } from '../../host/audit';
import type { AuditView } from './api';
import { ConsoleFault, notFound, type Route } from './http';

const PAGE = 100;

/** What a route is called; the others are shown as they are. */
export const DEEDS: Readonly<Record<string, AuditView['records'][number]['title']>> = {
  'POST /session': { zh: '登录', en: 'Sign in' },
  'DELETE /session': { zh: '退出', en: 'Sign out' },
  'POST /session/password': { zh: '修改密码', en: 'Change the password' },
  'POST /accounts': { zh: '录入账号', en: 'Enter an account' },
  'DELETE /accounts/{name}': { zh: '删除账号', en: 'Delete an account' },
  'POST /account/{id}': { zh: '录入账号', en: 'Enter an account' },
  'POST /account/{id}/delete': { zh: '删除账号', en: 'Delete an account' },
  'POST /events/{id}/normal': { zh: '确认为正常', en: 'Say that an event is normal' },
  'DELETE /feedback/{fault}': { zh: '撤销“正常”', en: 'Take back that an event is normal' },
  'POST /events/{id}/acknowledge': { zh: '确认故障', en: 'Acknowledge a fault' },
  'POST /events/{id}/assign': { zh: '分派故障', en: 'Assign a fault' },
  'POST /events/{id}/comment': { zh: '评论故障', en: 'Comment on a fault' },
  'GET /oidc/callback': { zh: '统一登录', en: 'Sign in at another server' },
  'POST /users': { zh: '新增用户', en: 'Add a user' },
  'PUT /users/{name}': { zh: '改变用户的角色', en: 'Change the role of a user' },
  'POST /users/{name}/password': { zh: '重置用户的密码', en: 'Reset the password of a user' },
  'DELETE /users/{name}': { zh: '删除用户', en: 'Delete a user' },
  'POST /tokens': { zh: '新建令牌', en: 'Make a token' },
  'DELETE /tokens/{id}': { zh: '吊销令牌', en: 'End a token' },
  'DELETE /sessions/{id}': { zh: '结束会话', en: 'End a session' },
  'POST /mutes': { zh: '静默', en: 'Mute' },
  'POST /events/{id}/mute': { zh: '静默', en: 'Mute' },
  'DELETE /mutes/{id}': { zh: '解除静默', en: 'Unmute' },
  'POST /events/{id}/recover': { zh: '手工恢复', en: 'Recover by hand' },
  'POST /inspections/{id}/enable': { zh: '启用巡检', en: 'Enable an inspection' },
  'POST /inspections/{id}/disable': { zh: '停用巡检', en: 'Disable an inspection' },
  'POST /inspections/{id}/run': { zh: '运行巡检', en: 'Run an inspection' },
  'PUT /inspections/{id}/configs': { zh: '修改参数', en: 'Change parameters' },
  'PUT /inspections/{id}/policies': { zh: '选择告警策略', en: 'Choose alert policies' },
  'DELETE /inspections/{id}': { zh: '删除巡检', en: 'Delete an inspection' },
  'POST /policies': { zh: '新建告警策略', en: 'Make an alert policy' },
  'PUT /policies/{id}': { zh: '修改告警策略', en: 'Change an alert policy' },
  'DELETE /policies/{id}': { zh: '删除告警策略', en: 'Delete an alert policy' },
  'POST /targets': { zh: '新建通知对象', en: 'Make a target' },
  'POST /targets/test': { zh: '发送测试通知', en: 'Send a test notification' },
  'POST /targets/{id}/test': { zh: '发送测试通知', en: 'Send a test notification' },
  'DELETE /targets/{id}': { zh: '删除通知对象', en: 'Delete a target' },
  'POST /scripts': { zh: '新建脚本', en: 'Make a script' },
  'PUT /scripts/{id}/draft': { zh: '保存草稿', en: 'Save a draft' },
  'POST /scripts/{id}/run': { zh: '试运行草稿', en: 'Run a draft' },
  'POST /scripts/{id}/publish': { zh: '发布脚本', en: 'Publish a script' },
  'DELETE /scripts/{id}': { zh: '删除脚本', en: 'Delete a script' },
  'POST /tasks/{id}/cancel': { zh: '取消运行', en: 'Cancel a run' },
  'POST /task/{id}/cancel': { zh: '取消运行', en: 'Cancel a run' },
  'POST /func/{id}': { zh: '调用函数', en: 'Call a function' },
  'POST /func/{id}/pause': { zh: '暂停函数', en: 'Pause a function' },
  'POST /func/{id}/resume': { zh: '恢复函数', en: 'Resume a function' },
  'rotate-key': { zh: '更换主密钥', en: 'Replace the master key' },
  'reset-password': { zh: '重置用户的密码', en: 'Reset the password of a user' },
  refused: { zh: '被拒绝的请求', en: 'Refused requests' },
};

const viewOf = (record: AuditRecord) => ({
  ...record,
  title: DEEDS[record.what] ?? { zh: record.what, en: record.what },
});

export const auditRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/audit',
    handle: ({ query }, { audit }): AuditView => {
      if (!audit) throw notFound({ zh: '接口', en: 'API' });
      const text = query.get('before');
      const before = text === null ? undefined : Number(text);
      if (before !== undefined && !Number.isSafeInteger(before)) {
        throw new ConsoleFault(
          400,
          'config',
          { zh: 'before 应为整数', en: 'before has to be a whole number' },
          'before',
        );
      }
      const records = audit.list({ before, limit: PAGE + 1 });
      return { records: records.slice(0, PAGE).map(viewOf), more: records.length > PAGE };
    },
  },
];
