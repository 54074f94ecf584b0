import { textsParam } from '../../lib/define';

/** Which policies make an administrator; what is in a custom policy is not read. */
export const policies = textsParam({
  title: { zh: '管理员策略', en: 'Policies of administrators' },
  default: ['AdministratorAccess'],
  help: {
    zh: '视为管理员权限的策略名，可加入等同于全部权限的自定义策略',
    en: 'Names of policies that make an administrator; add your own that grant everything',
  },
});
