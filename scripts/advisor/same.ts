/** Checks of Advisor, by the ids that its API documents, and the checker of ours that finds the same on the same asset. */
export const SAME: Readonly<Record<string, string>> = {
  EbsCostIdleCheck: 'ecs-disk-unattached',
  EcsCostLowUtilizationCheck: 'ecs-idle',
  EcsHighCpuUtilization: 'ecs-cpu-high',
};
