import { sql, type Database } from '@corridor/database';

/** The ids of texts; those that are new are kept. */
export async function findTextIds(
  database: Database,
  texts: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const distinct = [...new Set(texts)];
  const find = (some: readonly string[]) =>
    database.rows<{ id: number; text: string }>(sql`
      select id, event_text.text from unnest(${some}::text[]) as wanted(text) join event_text on md5(event_text.text) = md5(wanted.text)`);
  const ids = new Map((await find(distinct)).map(({ id, text }) => [text, id]));
  const missing = distinct.filter((text) => !ids.has(text));
  if (missing.length === 0) return ids;
  await database.rows(sql`
    insert into event_text (text) select unnest(${missing}::text[]) on conflict (md5(text)) do nothing`);
  for (const { id, text } of await find(missing)) ids.set(text, id);
  return ids;
}
