import sql, { type Sql } from 'sql-template-tag';

/**
 * One statement for a page of each parent: `page` is a select with its own order and limit that may name `parent.id`;
 * each row comes with its parent as `parentId`.
 */
export const pagePerParent = (parents: readonly string[], page: Sql): Sql => sql`
  select parent.id as parent_id, page.*
  from unnest(${parents}::text[]) with ordinality as parent(id, position)
  cross join lateral (${page}) page
  order by parent.position`;
