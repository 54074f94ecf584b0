import { defineChecker, textsParam } from '../../../lib/define';
import { resources } from '../collectors/resources';

/** A key of one type alone, such as `ACS::ECS::Instance=owner`. */
const OF_TYPE = /^(ACS::\w+::\w+)=(.+)$/;

/** The keys that are required of a type. */
function requiredOf(type: string, keys: readonly string[]): string[] {
  return keys.flatMap((entry) => {
    const [, only, key = entry] = OF_TYPE.exec(entry) ?? [];
    return only === undefined || only === type ? [key] : [];
  });
}

/** Judges nothing until it is told which tags are wanted: no tag is one that every account has. */
export const tagMissing = defineChecker({
  id: 'resourcecenter-tag-missing',
  asset: resources,
  title: { zh: '资源缺少必需的标签', en: 'Asset lacks a required tag' },
  why: {
    zh: '没有负责人、环境或成本中心标签的资源，出事时不知道找谁，账单也无法分摊。',
    en: 'Without a tag for owner, environment or cost centre nobody knows whom to ask, and a bill cannot be divided.',
  },
  remedy: {
    zh: '补上标签；用标签策略或创建者标签让新资源自动带上。',
    en: 'Add the tags; a tag policy or creator tags put them on what is new.',
  },
  noFix: {
    zh: '标签应取什么值只有资产的主人知道，错误的标签会影响分账与权限。',
    en: 'Only its owner knows the value of the tag, and a wrong one touches the split of costs and permissions by tag.',
  },
  severity: 'info',
  category: 'change',
  docs: 'https://help.aliyun.com/zh/resource-management/resource-center/developer-reference/api-resourcecenter-2022-12-01-searchresources',
  params: {
    keys: textsParam({
      default: [],
      title: { zh: '必需的标签键', en: 'Required keys' },
      help: {
        zh: '必需的标签键，如 owner；只对一种资源要求的，如 ACS::ECS::Instance=owner；空为不检查',
        en: 'The keys that are required, such as owner, or of one type ACS::ECS::Instance=owner; none: nothing is judged',
      },
    }),
    types: textsParam({
      default: [],
      title: { zh: '资源类型', en: 'Types of resources' },
      help: {
        zh: '只检查这些资源类型，如 ACS::ECS::Instance；空为全部',
        en: 'Only these types, such as ACS::ECS::Instance; none: all of them',
      },
    }),
  },
  validate: ({ keys }) =>
    keys.some((entry) => entry.startsWith('ACS::') && !OF_TYPE.test(entry))
      ? 'keys: a key of one type is written ACS::ECS::Instance=owner'
      : undefined,
  messages: {
    missing: {
      zh: '{{type}} {{id}}（{{name}}，{{region}}）缺少标签 {{keys}}',
      en: '{{type}} {{id}} ({{name}}, {{region}}) lacks the tags {{keys}}',
    },
  },
  check(asset, { params, pass, fail, skip, unknown }) {
    if (params.keys.length === 0) return skip({ zh: '没有设置必需的标签', en: 'no tags are required' });
    const { resourceId: id, name, resourceType: type, regionId: region = '*', tags } = asset;
    if (type === undefined) return unknown({ zh: '应答中没有资源类型', en: 'its type is not in the answer' });
    if (params.types.length > 0 && !params.types.includes(type))
      return skip({ zh: `不检查 ${type}`, en: `${type} is none of the types that are judged` });
    const required = requiredOf(type, params.keys);
    if (required.length === 0) return skip({ zh: `${type} 不要求标签`, en: `no tags are required of ${type}` });
    const keys = required.filter((key) => (tags[key] ?? '') === '');
    return keys.length > 0 ? fail('missing', { id, name, type, region, keys }) : pass();
  },
});
