import { defineChecker, integerParam, type Reason } from '../../../lib/define';
import { HOUR } from '../../../lib/model';
import { endpoints } from '../collectors/endpoints';

const REMOVED: Reason = { zh: '正在删除', en: 'it is being removed' };

/** That it is an error, and that an owner of a service accepts an endpoint within a day, is a judgement. */
export const endpointDisconnected = defineChecker({
  id: 'privatelink-endpoint-disconnected',
  asset: endpoints,
  title: { zh: '终端节点没有连接服务', en: 'VPC endpoint is not connected to its service' },
  why: {
    zh: '没有连接的终端节点照常计费，VPC 内经它访问服务的业务不通。',
    en: 'An endpoint without a connection is billed all the same, and what reaches the service by it fails.',
  },
  remedy: {
    zh: '联系服务提供方接受连接；服务已删除的，改连新的服务或删除终端节点。',
    en: 'Ask the owner of the service to accept it; if the service is gone, connect to another one or remove the endpoint.',
  },
  noFix: {
    zh: '连接要由服务的所有者接受，往往属于另一个账号。',
    en: 'The owner of the service has to accept the connection, and that is often another account.',
  },
  severity: 'error',
  // A locked endpoint has no connection.
  because: ['privatelink-endpoint-locked'],
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/privatelink/developer-reference/api-privatelink-2020-04-15-listvpcendpoints',
  params: {
    hours: integerParam({
      default: 24,
      min: 0,
      max: 720,
      unit: 'h',
      title: { zh: '等待时限', en: 'Longest wait' },
      help: { zh: '创建不超过此时长的不检查', en: 'An endpoint that was made within this time is not judged' },
    }),
  },
  messages: {
    disconnected: {
      zh: '终端节点 {{id}}（{{name}}）没有连接服务 {{serviceName}}',
      en: 'VPC endpoint {{id}} ({{name}}) is not connected to the service {{serviceName}}',
    },
    gone: {
      zh: '终端节点 {{id}}（{{name}}）的服务 {{serviceName}} 已删除',
      en: 'The service {{serviceName}} of VPC endpoint {{id}} ({{name}}) is gone',
    },
  },
  check(endpoint, { params, now, pass, fail, skip, unknown }) {
    const { id, name, endpointStatus, connectionStatus: state, serviceName, createTime } = endpoint;
    const data = { id, name, serviceName: serviceName ?? '?' };
    switch (state) {
      case undefined:
        return unknown({ zh: '应答中没有连接状态', en: 'no state of its connection in the answer' });
      case 'Connected':
        return pass();
      case 'ServiceDeleted':
        if (endpointStatus === 'Deleting') return skip(REMOVED);
        return fail('gone', data);
      case 'Disconnected': {
        if (endpointStatus === 'Deleting') return skip(REMOVED);
        if (!createTime) return unknown({ zh: '应答中没有创建时间', en: 'no creation time in the answer' });
        const hours = (now.getTime() - createTime.getTime()) / HOUR;
        if (hours <= params.hours) return skip({ zh: '刚刚创建', en: 'made only recently' });
        return fail('disconnected', { ...data, value: Math.floor(hours), threshold: params.hours, unit: 'h' });
      }
      default:
        return skip({ zh: `连接状态为 ${state}`, en: `its connection is ${state}` });
    }
  },
});
