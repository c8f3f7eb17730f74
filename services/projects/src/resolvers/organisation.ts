import type { ProjectsContext } from '../context.js';
import { inLanguage } from '../languages.js';
import type { ProjectListArguments } from '../project-arguments.js';
import type { Organisation } from '../rows.js';
import { countryOf } from './facts.js';
import { connectProjectsOf } from './project-connection.js';

interface Reference {
  readonly id: string;
}

export const organisationResolvers = {
  Organisation: {
    __resolveReference: ({ id }: Reference, { loaders }: ProjectsContext) => loaders.organisation.load(id),
    name: ({ name, names }: Organisation, { lang }: { readonly lang?: string | null }) =>
      inLanguage(names, lang) ?? name,
    country: ({ country }: Organisation) => countryOf(country),
    projects: (
      { id }: Organisation,
      { role, ...args }: ProjectListArguments & { readonly role?: string | null },
      context: ProjectsContext,
    ) => connectProjectsOf(id, { kind: 'organisation', role: role ?? undefined }, args, context),
  },
  Sector: {
    __resolveReference: ({ id }: Reference, { loaders }: ProjectsContext) => loaders.sector.load(id),
  },
};
