/**
 * The API lists one kind of source at a time: files, whole servers, buckets, file systems and tables of the cloud, servers and
 * file systems elsewhere, and synchronisations. Disks are part of the job of their server.
 */
export const SOURCES = ['ECS_FILE', 'UDM_ECS', 'OSS', 'NAS', 'OTS', 'File', 'COMMON_NAS', 'SYNC'] as const;

interface Source {
  readonly sourceType: string | undefined;
  readonly instanceId: string | undefined;
  readonly bucket: string | undefined;
  readonly fileSystemId: string | undefined;
  readonly tableName?: string | undefined;
}

/** What is backed up, such as `OSS pictures`. */
export function sourceOf({ sourceType = '?', instanceId, bucket, fileSystemId, tableName }: Source): string {
  const of = instanceId ?? bucket ?? fileSystemId ?? tableName;
  return of === undefined ? sourceType : `${sourceType} ${of}`;
}
