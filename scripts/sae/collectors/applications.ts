import { defineCollector, flag, number, pageNumber, roa, tagMap, text } from '../../../lib/define';
import { sae } from '../product';

/** Microservices: a web application scales to nothing by itself. */
export const applications = defineCollector({
  id: 'sae-applications',
  product: sae,
  title: { zh: 'SAE 微服务应用', en: 'SAE applications (microservices)' },
  scope: 'region',
  call: roa('ListApplications', '/pop/v1/sam/app/listApplications', { AppSource: 'micro_service' }),
  // Up to 10,000 is documented; as many as that are no page any more.
  paging: pageNumber({ max: 100, page: 'CurrentPage', total: 'Data.TotalSize' }),
  items: 'Data.Applications',
  assetId: 'AppId',
  assetName: 'AppName',
  fields: {
    instances: number('Instances'),
    runningInstances: number('RunningInstances'),
    appDeletingStatus: flag('AppDeletingStatus'),
    namespaceId: text('NamespaceId'),
    newSaeVersion: text('NewSaeVersion'),
    programmingLanguage: text('ProgrammingLanguage'),
    vpcId: text('VpcId'),
    tags: tagMap('Tags[]', 'Key', 'Value'),
  },
  refers: ['vpcId'],
  show: ['instances', 'runningInstances', 'namespaceId', 'newSaeVersion', 'programmingLanguage', 'vpcId', 'tags'],
});
