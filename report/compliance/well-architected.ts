import type { View } from './view';

/** The five pillars of Alibaba Cloud's Well-Architected Framework: every checker of the run is of one of them, by its category; what other inspectors found may be of any, and is of none here. */
export const wellArchitected: View = {
  title: { zh: '阿里云卓越架构五大支柱', en: 'Pillars of the Alibaba Cloud Well-Architected Framework' },
  source: 'https://www.alibabacloud.com/help/en/well-architected/latest/foreword',
  controls: [
    { id: 'security', title: { zh: '安全合规', en: 'Security' }, categories: ['security'] },
    { id: 'reliability', title: { zh: '稳定性', en: 'Reliability' }, categories: ['availability', 'expiry'] },
    { id: 'cost', title: { zh: '成本优化', en: 'Cost optimisation' }, categories: ['cost'] },
    { id: 'operations', title: { zh: '卓越运营', en: 'Operational excellence' }, categories: ['change'] },
    { id: 'performance', title: { zh: '高效性能', en: 'Performance efficiency' }, categories: ['capacity'] },
  ],
};
