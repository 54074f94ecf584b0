import { defineChecker } from '../../../lib/define';
import { clusters } from '../collectors/clusters';
import { isThere } from '../states';

/** The minor version of `1.32.1-aliyun.1`, which is what the support of Kubernetes goes by. */
function minorOf(version: string): string | undefined {
  return /^v?(\d+\.\d+)\b/.exec(version)?.[1];
}

/** A newer patch of the same minor version is no finding. */
export const versionOld = defineChecker({
  id: 'ack-version-old',
  asset: clusters,
  title: { zh: 'ACK 集群可升级到更新的 Kubernetes 版本', en: 'ACK cluster can be upgraded to a newer Kubernetes' },
  why: {
    zh: 'ACK 只支持最近几个 Kubernetes 版本，过期版本没有安全补丁，也会被强制升级。',
    en: 'ACK supports the latest few versions of Kubernetes only: an older one gets no security updates and is upgraded by force.',
  },
  remedy: {
    zh: '先在升级前检查中处理弃用的 API，再按小版本逐级升级。',
    en: 'Deal with removed APIs in the check before an upgrade, then upgrade one minor version at a time.',
  },
  noFix: {
    zh: '升级不能回退，还可能移除应用仍在使用的 API。先运行升级前检查，并在测试集群验证。',
    en: 'An upgrade cannot be taken back and may remove APIs that applications still use. Run the check before an upgrade, and try it on a test cluster.',
  },
  severity: 'info',
  category: 'change',
  docs: 'https://help.aliyun.com/zh/ack/ack-managed-and-ack-dedicated/user-guide/support-for-kubernetes-versions',
  params: {},
  messages: {
    old: {
      zh: 'ACK 集群 {{id}}（{{name}}）的版本为 {{version}}，可升级到 {{next}}',
      en: 'ACK cluster {{id}} ({{name}}) runs {{version}} and can be upgraded to {{next}}',
    },
  },
  check({ id, name, state, currentVersion: version, nextVersion: next }, { pass, fail, skip, unknown }) {
    if (!isThere(state)) return skip({ zh: `集群处于 ${state}`, en: `the cluster is ${state}` });
    const minor = minorOf(version ?? '');
    if (version === undefined || minor === undefined)
      return unknown({ zh: '应答中没有版本', en: 'its version is not in the answer' });
    return next === undefined || minorOf(next) === minor ? pass() : fail('old', { id, name, version, next });
  },
});
