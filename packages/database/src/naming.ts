import { DefaultNamingStrategy, type NamingStrategyInterface } from 'typeorm';

export const toSnakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
export const toCamelCase = (name: string) =>
  name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** `startedOn` is column `started_on`, class `OfficeTerm` is table `office_term`. */
export class SnakeCaseNaming extends DefaultNamingStrategy implements NamingStrategyInterface {
  override tableName(className: string, givenName: string | undefined) {
    return givenName ?? toSnakeCase(className.charAt(0).toLowerCase() + className.slice(1));
  }
  override columnName(propertyName: string, givenName: string | undefined) {
    return givenName ?? toSnakeCase(propertyName);
  }
}
