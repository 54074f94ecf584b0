import { defineStatusChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { KINDS } from '../states';

export const statusAbnormal = defineStatusChecker({
  id: 'acr-status-abnormal',
  asset: instances,
  subject: { zh: '容器镜像服务实例 {{id}}', en: 'Container Registry instance {{id}}' },
  title: { zh: '容器镜像服务实例状态异常', en: 'Container Registry instance is in an abnormal state' },
  why: {
    zh: '初始化失败、创建不结束或已停止的实例不能推送和拉取镜像，依赖它的部署与扩容全部失败。',
    en: 'One that failed to be made, or is stopped, takes and gives no images, and what is deployed or grows by them fails.',
  },
  remedy: {
    zh: '已停止的先续费或结清欠费；初始化失败的在控制台查看实例问题，常见原因是 OSS 存储空间数量或权限，修复后重新初始化。',
    en: 'Renew or pay for one that is stopped; else see its issue in the console, often the number of OSS buckets or a permission, mend it and initialise again.',
  },
  docs: 'https://help.aliyun.com/zh/acr/developer-reference/api-cr-2018-12-01-listinstance',
  because: [{ checker: 'bss-expiring', message: 'expired', where: { status: 'STOPPED' } }],
  state: ({ instanceStatus }) => instanceStatus,
  kinds: KINDS,
  createdAt: (instance) => instance.createTime,
});
