/** What the pages of the official Terraform provider say of arguments, in the form of `test/contract/terraform.json`. */
import { ConfigError } from '../../lib/errors';

export interface TerraformFacts {
  /** The heading of the newest version in its change log. */
  readonly provider: string;
  /** By resource and argument, what the page says of it first: `Optional, Available since v1.192.0`. */
  readonly resources: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The arguments of a resource's page, those of its blocks among them. */
export function argumentsOf(page: string): ReadonlyMap<string, string> {
  const [, rest = ''] = page.split(/^## Arguments? Reference$/m);
  const [section = ''] = rest.split(/^## /m);
  const found = new Map<string, string>();
  for (const [, name = '', said = ''] of section.matchAll(/^ *\* `(\w+)` *- *\(([^)]*)\)/gm))
    if (!found.has(name)) found.set(name, said);
  return found;
}

/**
 * The facts of those arguments that are wanted, sorted.
 *
 * @param pageOf the page of a resource by its name without `alicloud_`, such as `instance`
 * @param wanted such as `alicloud_instance.http_tokens`
 * @throws ConfigError for what there is no page or no argument of, or what the page calls deprecated
 */
export function terraformFacts(
  provider: string,
  pageOf: (name: string) => string | undefined,
  wanted: readonly string[],
): TerraformFacts {
  const resources: Record<string, Record<string, string>> = {};
  for (const one of [...wanted].sort()) {
    const [, resource = '', name = '', argument = ''] = /^(alicloud_(\w+))\.(\w+)$/.exec(one) ?? [];
    if (argument === '') throw new ConfigError(`"${one}" is no resource with an argument`, { field: one });
    const page = pageOf(name);
    if (page === undefined) throw new ConfigError(`the provider has no page of ${resource}`, { field: one });
    const said = argumentsOf(page).get(argument);
    if (said === undefined) throw new ConfigError(`${resource} has no argument ${argument}`, { field: one });
    if (/deprecated|removed/i.test(said)) throw new ConfigError(`${one} is deprecated: ${said}`, { field: one });
    (resources[resource] ??= {})[argument] = said;
  }
  return { provider, resources };
}
