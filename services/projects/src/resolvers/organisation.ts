import { toCountry } from '@corridor/country-codes';
import { inLanguage } from '@corridor/schema';
import type { ProjectsContext } from '../context.js';
import type { Organisation } from '../rows.js';
import { connectProjectsOf } from './project-connection.js';
import type { ProjectListArguments } from './project-filter.js';

interface Reference {
  readonly id: string;
}

export const organisation = {
  __resolveReference: ({ id }: Reference, { loaders }: ProjectsContext) => loaders.organisation.load(id),
  name: ({ name, names }: Organisation, { lang }: { readonly lang?: string | null }) =>
    inLanguage(names, lang) ?? name,
  country: ({ country }: Organisation) => toCountry(country),
  projects: (
    { id }: Organisation,
    { role, ...args }: ProjectListArguments & { readonly role?: string | null },
    context: ProjectsContext,
  ) => connectProjectsOf(id, { kind: 'organisation', role: role ?? undefined }, args, context),
};

export const sector = {
  __resolveReference: ({ id }: Reference, { loaders }: ProjectsContext) => loaders.sector.load(id),
};
