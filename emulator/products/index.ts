import { alb } from './alb';
import { antiddos } from './antiddos';
import { bss } from './bss';
import { cas } from './cas';
import { cdn } from './cdn';
import { cms } from './cms';
import { cs } from './cs';
import { dds } from './dds';
import type { Product } from './define';
import { domain } from './domain';
import { ecs } from './ecs';
import { elasticsearch } from './es';
import { ess } from './ess';
import { location, quotas, resourceCenter, resourceDirectory } from './governance';
import { kafka } from './kafka';
import { nas } from './nas';
import { hbr } from './hbr';
import { kms } from './kms';
import { nlb } from './nlb';
import { oss } from './oss';
import { polardb } from './polardb';
import { rds } from './rds';
import { redis } from './redis';
import { rocketmq } from './rocketmq';
import { sas } from './sas';
import { slb } from './slb';
import { sts } from './sts';
import { ims, ram } from './users';
import { vpc } from './vpc';

/** Every product that the emulator answers for. */
export const products: readonly Product[] = [
  ecs,
  cms,
  sts,
  vpc,
  slb,
  alb,
  nlb,
  rds,
  dds,
  redis,
  polardb,
  kafka,
  rocketmq,
  elasticsearch,
  nas,
  ess,
  cs,
  hbr,
  kms,
  sas,
  oss,
  ram,
  ims,
  resourceDirectory,
  resourceCenter,
  quotas,
  location,
  bss,
  cas,
  domain,
  cdn,
  antiddos,
];

const byName = new Map(
  products.flatMap((product) => [product.code, ...(product.aliases ?? [])].map((name) => [name, product])),
);

/** The product that a path segment names. */
export function productNamed(name: string): Product | undefined {
  return byName.get(name.toLowerCase());
}
