import { defineCollector, flag, number, single, sls as get } from '../../../lib/define';
import { sls } from '../product';
import { logstores } from './logstores';

/** How a logstore is set: one call to each, for the list has names alone. */
export const logstoreSettings = defineCollector({
  id: 'sls-logstore-settings',
  product: sls,
  title: { zh: '日志库的设置', en: 'Settings of a logstore' },
  scope: 'region',
  call: get('GetLogStore', '/logstores/{logstore}'),
  paging: single(),
  items: '',
  assetId: 'logstoreName',
  fields: {
    /** Days; 3650 is for ever. */
    ttl: number('ttl'),
    enableTracking: flag('enable_tracking'),
    /** Absent: encryption was never set, as the model of the official Go SDK has it. */
    enable: flag('encrypt_conf.enable'),
  },
  belongs: {
    to: logstores,
    key: ({ project, name }) => `${String(project)} ${name}`,
    ask: { param: 'project', and: 'logstore', encode: 'comma', max: 1 },
  },
});
