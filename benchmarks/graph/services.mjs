/** The three services as values, and what each opens. */
import { countries } from '@corridor/countries';
import { events } from '@corridor/events';
import { projects } from '@corridor/projects';

/** Connections to each database: the same for all, and for four variants within what the server takes. */
export const poolSize = 3;

export const services = { countries, projects, events };
