type Addresses = readonly (readonly [ip: string, status: string | undefined])[];

/** What the list of blackholes says of an asset. */
export function row(id: string, ...addresses: Addresses) {
  return { InstanceId: id, IpAddressConfig: addresses.map(([InstanceIp, IpStatus]) => ({ InstanceIp, IpStatus })) };
}
