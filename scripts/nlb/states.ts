/** The states of a listener: those of the official model. */
export const LISTENER_STATES = [
  ...(['Provisioning', 'Running', 'Configuring', 'Starting'] as const),
  ...(['Stopping', 'Stopped', 'Deleting', 'Deleted'] as const),
] as const;
