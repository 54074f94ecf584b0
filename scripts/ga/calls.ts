import { rpc } from '../../lib/define';

/** An action of Global Accelerator: its region is always this one, says the API. */
export const ask = (action: string) => rpc(action, { RegionId: 'cn-hangzhou' }, { regionParam: false });

/** States of an accelerator, as the API's page lists them and spells them. */
export const STATES = ['init', 'active', 'configuring', 'binding', 'unbinding', 'deleting', 'finacialLocked'] as const;
