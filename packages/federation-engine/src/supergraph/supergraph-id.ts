import { createHash } from 'node:crypto';

/** Names a supergraph by its content: the start of its SHA-256. */
export const supergraphId = (supergraphSdl: string): string =>
  createHash('sha256').update(supergraphSdl).digest('hex').slice(0, 12);
