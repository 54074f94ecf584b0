import { endpoints, services } from '../../../scripts/privatelink';
import { inDays, now, where } from '../ecs/fixtures';

export { inDays, now };

/** A connected endpoint, and a service, through the collectors as the API answers them. */
export const endpoint = endpoints.toAsset(
  {
    EndpointId: 'ep-1',
    EndpointName: 'payments',
    EndpointStatus: 'Active',
    ConnectionStatus: 'Connected',
    EndpointBusinessStatus: 'Normal',
    ServiceName: 'com.example',
    CreateTime: '2025-03-01T00:00:00Z',
  },
  where,
);
export const service = services.toAsset(
  { ServiceId: 'epsrv-1', ServiceName: 'com.example', ServiceStatus: 'Active', ServiceBusinessStatus: 'Normal' },
  where,
);
