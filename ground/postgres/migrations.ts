/**
 * What the tables of a state look like, as steps from nothing on. A step that was published is never changed: what comes
 * later is a step of its own. Umzug applies them: it takes a list from code, which is there in a package as in a bundle,
 * and works on the connection that it is given, so that the lock, the steps and the note of them are one transaction.
 */
import type { Umzug } from 'umzug';
import { StateError } from '../../lib/errors';
import type { Client } from './connection';

/** Where all tables of a state are; nothing else is touched in a database. */
export const SCHEMA = 'aliyun_inspection';
/** One host at a time applies migrations: any number that other programs are unlikely to use for an advisory lock. */
const LOCK = '7310234985502643981';

/**
 * Rows of a scope lie together by its number, which begins the key of every table of them: a commit reads and writes
 * those of its own scope alone. Texts are compared byte by byte, as in the other stores.
 */
const TABLES = `
  CREATE TABLE ${SCHEMA}.scopes (
    id bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    inspection text COLLATE "C" NOT NULL, account text COLLATE "C" NOT NULL,
    region text COLLATE "C" NOT NULL, collector text COLLATE "C" NOT NULL,
    open integer NOT NULL DEFAULT 0, assets integer NOT NULL DEFAULT 0,
    lost text, step uuid,
    PRIMARY KEY (inspection, account, region, collector)
  );
  CREATE INDEX scopes_by_place ON ${SCHEMA}.scopes (account, region, collector);
  CREATE TABLE ${SCHEMA}.open_findings (
    scope bigint NOT NULL, fingerprint text COLLATE "C" NOT NULL, body text NOT NULL,
    PRIMARY KEY (scope, fingerprint)
  );
  CREATE TABLE ${SCHEMA}.assets (
    scope bigint NOT NULL, id text COLLATE "C" NOT NULL, body text NOT NULL,
    PRIMARY KEY (scope, id)
  );
  CREATE TABLE ${SCHEMA}.series (
    scope bigint NOT NULL, asset text COLLATE "C" NOT NULL, checker text COLLATE "C" NOT NULL, body bytea NOT NULL,
    PRIMARY KEY (scope, asset, checker)
  );
  CREATE TABLE ${SCHEMA}.spool (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    destination text COLLATE "C" NOT NULL, reporter text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL,
    fingerprint text COLLATE "C", time text COLLATE "C", body text NOT NULL,
    UNIQUE (destination, id)
  );
  CREATE INDEX spool_by_destination ON ${SCHEMA}.spool (destination, seq);
  CREATE INDEX spool_by_fingerprint ON ${SCHEMA}.spool (fingerprint, seq) WHERE fingerprint IS NOT NULL;
  CREATE TABLE ${SCHEMA}.dead_letters (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(),
    destination text COLLATE "C" NOT NULL, reason text NOT NULL, body text NOT NULL
  );
  CREATE INDEX dead_letters_by_destination ON ${SCHEMA}.dead_letters (destination, seq);
  CREATE TABLE ${SCHEMA}.ended (fault_id text COLLATE "C" PRIMARY KEY, at timestamptz NOT NULL DEFAULT now());
  CREATE TABLE ${SCHEMA}.facts (key text COLLATE "C" PRIMARY KEY, value text NOT NULL);
  CREATE TABLE ${SCHEMA}.locks (
    name text COLLATE "C" PRIMARY KEY, token text NOT NULL, fence bigint NOT NULL, until timestamptz NOT NULL,
    holder text NOT NULL
  );
`;

const STEPS: readonly { readonly name: string; readonly sql: string }[] = [{ name: '0001-tables', sql: TABLES }];

/** Whether a database has a state. */
export async function hasTables(client: Client): Promise<boolean> {
  const { rows } = await client.query(`SELECT to_regclass('${SCHEMA}.migrations') IS NOT NULL AS there`);
  return rows[0]?.there === true;
}

/**
 * Brings the tables up to date, inside of a transaction; other hosts that start meanwhile wait for it.
 *
 * @throws StateError when a newer version has been here
 */
export async function migrate(client: Client, engine: typeof Umzug): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(${LOCK})`);
  if (!(await hasTables(client))) {
    // To make one that is there already takes a right that its user may not have.
    const { rows } = await client.query(`SELECT to_regnamespace('${SCHEMA}') IS NOT NULL AS there`);
    if (rows[0]?.there !== true) await client.query(`CREATE SCHEMA ${SCHEMA}`);
    await client.query(
      `CREATE TABLE ${SCHEMA}.migrations (name text PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())`,
    );
  }
  const executed = async () => {
    const { rows } = await client.query(`SELECT name FROM ${SCHEMA}.migrations ORDER BY name`);
    return rows.map(({ name }) => String(name));
  };
  const strange = (await executed()).find((name) => !STEPS.some((step) => step.name === name));
  if (strange !== undefined) {
    throw new StateError(`the state was written by a newer version (migration ${strange}); upgrade first`);
  }
  const umzug = new engine({
    migrations: STEPS.map(({ name, sql }) => ({ name, up: () => client.query(sql) })),
    logger: undefined,
    storage: {
      executed,
      logMigration: async ({ name }) => {
        await client.query(`INSERT INTO ${SCHEMA}.migrations (name) VALUES ($1)`, [name]);
      },
      unlogMigration: async ({ name }) => {
        await client.query(`DELETE FROM ${SCHEMA}.migrations WHERE name = $1`, [name]);
      },
    },
  });
  await umzug.up();
}
