import type pg from "pg";

/** What must hold for every table, also those that later migrations make: the query names the offenders. */
export type Rule = { name: string; offenders: (owner: pg.Client) => Promise<string[]> };

/** Tables of ours: everything outside Postgres's own schemas that no extension brought. */
const OURS = `
  select c.oid, c.relname, c.relkind, c.relrowsecurity, c.relforcerowsecurity, c.reloptions, c.relowner, c.relacl,
    exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped) as of_tenant
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' and c.relname <> 'migrations'
    and not exists (select from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype = 'e')`;

/** Policies of firstring_app that are not the one of \`app.guard\`, each with its reason. */
const OTHER_POLICIES: Record<string, string> = {
  "tenants.own_tenant": "a tenant may read itself",
  "persons.members_of_tenant": "a tenant may read name and address of its members",
};

const names = async (owner: pg.Client, query: string, values: unknown[] = []): Promise<string[]> =>
  (await owner.query<{ name: string }>(`with ours as (${OURS}) ${query} order by 1`, values)).rows.map((row) => row.name);

const rule = (name: string, query: string, values: unknown[] = []): Rule => ({ name, offenders: (owner) => names(owner, query, values) });

export const rules: readonly Rule[] = [
  rule(
    "row level security is on and forced, for partitions too",
    "select relname::text as name from ours where relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)",
  ),
  rule(
    "a tenant's table shows firstring_app the tenant's rows and no others",
    `select relname || '.' || coalesce(polname, 'no policy') as name from ours
     left join pg_policy on polrelid = ours.oid and ('firstring_app'::regrole = any (polroles) or 0::oid = any (polroles))
     where relkind in ('r', 'p') and of_tenant
       and has_table_privilege('firstring_app', ours.oid, 'select, insert, update, delete')
       and (polname is null or polroles <> array['firstring_app'::regrole::oid]
         or coalesce(pg_get_expr(polqual, polrelid), '') <> '(tenant_id = ( SELECT app.tenant() AS tenant))'
         or coalesce(pg_get_expr(polwithcheck, polrelid), '') <> '(tenant_id = ( SELECT app.tenant() AS tenant))')`,
  ),
  rule(
    "a table of no tenant shows firstring_app nothing, but what is listed with its reason",
    `select relname || '.' || polname as name from ours join pg_policy on polrelid = ours.oid
     where not of_tenant and ('firstring_app'::regrole = any (polroles) or 0::oid = any (polroles)) and relname || '.' || polname <> all ($1)`,
    [Object.keys(OTHER_POLICIES)],
  ),
  rule(
    "tenant_id is never null",
    "select relname::text as name from ours join pg_attribute a on a.attrelid = ours.oid and a.attname = 'tenant_id' where relkind in ('r', 'p') and not a.attnotnull",
  ),
  rule(
    "primary keys, unique keys and exclusions start with tenant_id",
    `select relname || '.' || i.indexrelid::regclass as name from ours join pg_index i on i.indrelid = ours.oid
     left join pg_attribute a on a.attrelid = ours.oid and a.attnum = i.indkey[0]
     where of_tenant and (i.indisunique or i.indisexclusion) and a.attname is distinct from 'tenant_id'`,
  ),
  rule(
    "a tenant's table has a primary key",
    "select relname::text as name from ours where relkind in ('r', 'p') and of_tenant and not exists (select from pg_index i where i.indrelid = ours.oid and i.indisprimary)",
  ),
  rule(
    "foreign keys into a tenant's table start with tenant_id on both sides",
    `select ours.relname || '.' || k.conname as name from ours join pg_constraint k on k.conrelid = ours.oid and k.contype = 'f'
     join ours target on target.oid = k.confrelid and target.of_tenant
     left join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
     left join pg_attribute b on b.attrelid = k.confrelid and b.attnum = k.confkey[1]
     where a.attname is distinct from 'tenant_id' or b.attname is distinct from 'tenant_id'`,
  ),
  rule(
    "a tenant's table names its tenant, which exists",
    `select relname::text as name from ours where relkind = 'r' and of_tenant and not exists (
       select from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
       where k.conrelid = ours.oid and k.contype = 'f' and a.attname = 'tenant_id')`,
  ),
  rule(
    "the working roles may not truncate, reference or add triggers, and others may do nothing",
    `select relname || ' ' || g.privilege_type || ' ' || case g.grantee when 0 then 'public' else g.grantee::regrole::text end as name
     from ours, aclexplode(relacl) g
     where g.grantee <> relowner and relkind <> 'S'
       and (g.grantee not in ('firstring_app'::regrole, 'firstring_worker'::regrole) or g.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE'))`,
  ),
  rule(
    "views ask with the rights of who looks",
    "select relname::text as name from ours where relkind = 'v' and not coalesce(reloptions @> '{security_invoker=true}', false)",
  ),
  rule("there are no materialized views and no foreign tables", "select relname::text as name from ours where relkind in ('m', 'f')"),
  rule(
    "no function runs with its owner's rights",
    `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where p.prosecdef and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'`,
  ),
  rule(
    "the working roles cannot log in, pass by row level security, make roles or databases, or own anything",
    `select rolname::text as name from pg_roles where rolname in ('firstring_app', 'firstring_worker')
       and (rolcanlogin or rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolinherit
         or exists (select from pg_class where relowner = pg_roles.oid) or exists (select from pg_auth_members where member = pg_roles.oid))`,
  ),
];

/** The same for the program's own login. */
export const loginRule = (login: string): Rule => ({
  name: "the program's login has no right of its own and may become the two working roles only",
  offenders: (owner) =>
    names(
      owner,
      `select 'attributes' as name from pg_roles where rolname = $1 and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolinherit)
       union all select 'owns ' || relname from pg_class where relowner = (select oid from pg_roles where rolname = $1)
       union all select 'member of ' || roleid::regrole from pg_auth_members where member = (select oid from pg_roles where rolname = $1) and roleid not in ('firstring_app'::regrole, 'firstring_worker'::regrole)
       union all select 'granted ' || relname from ours, aclexplode(relacl) g where g.grantee = (select oid from pg_roles where rolname = $1)`,
      [login],
    ),
});
