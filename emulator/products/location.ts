import type { Action, Product } from '../define';
import { emulated } from '../emulated';

const describeEndpoints: Action = {
  name: 'DescribeEndpoints',
  params: ['Id', 'ServiceCode', 'Type'],
  required: ['Id', 'ServiceCode'],
  handle({ params, world }) {
    const { Id: region = '', ServiceCode: service = '', Type: type = 'openAPI' } = params;
    const known = world.regions.includes(region);
    return {
      Success: true,
      Endpoints: {
        Endpoint: known
          ? [
              {
                Endpoint: `${service}.${region}.aliyuncs.com`,
                Id: region,
                Namespace: '26842',
                SerivceCode: service,
                Type: type,
                Protocols: { Protocols: ['HTTP', 'HTTPS'] },
              },
            ]
          : [],
      },
    };
  },
};

const api: Product = {
  code: 'location',
  aliases: ['location-readonly'],
  version: '2015-06-12',
  global: true,
  actions: [describeEndpoints],
};

export const location = emulated({
  products: [api],
});
