import { openFactFolder } from '@corridor/facts';

/** The fact files of this service. */
export const files = openFactFolder(new URL('../../data/', import.meta.url));
