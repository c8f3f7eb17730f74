import { sql, type Sql } from '@corridor/database';

/**
 * A recursive table expression `member(root, id)`: for each project of `roots` those whose money its total is made of.
 * That is the project itself, and for an umbrella everything under it, at any depth.
 */
export const memberProjects = (roots: Sql): Sql => sql`
  recursive member(root, id) as (
    select id, id from (${roots}) root
    union
    select member.root, child.id from member
    join project root on root.id = member.root and not root.recommended_for_aggregates
    join project child on child.part_of_id = member.id
      and not exists (select from project_merge merged where merged.project_id = child.id))`;
