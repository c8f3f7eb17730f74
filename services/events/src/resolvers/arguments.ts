import { readCountry } from '@corridor/country-codes';
import { readText } from '@corridor/schema';

/**
 * An actor's id: as given when it has a prefix, else a country's alpha-3 code.
 * @throws ClientError BAD_USER_INPUT for a code that is no country's
 */
export const readActor = (argument: string, actor: string): string =>
  actor.includes(':') ? readText(argument, actor) : readCountry(argument, actor);
