import { buildSchema } from 'graphql';

export const schema = buildSchema(`
  type Query { country: Country countries: [Country]! parties: [[Party!]] facts: [Fact] media: [Media!] none: [Country!] }
  type Country { iso3: ID! name: String capital: City neighbours: [Country!] treaties: [Treaty!] }
  type City { name: String! population: Int mayor: Mayor }
  type Mayor { name: String country: Country }
  type Treaty implements Fact { office: Int! number: String! title: String parties: [Party!] }
  type Organisation { acronym: String seat: City }
  union Party = Country | Organisation
  interface Fact { title: String }
  type Event implements Fact { id: ID! title: String where: Country }
  interface Media { id: ID! about: Country }
  type Book implements Media { id: ID! about: Country pages: Int }
`);
/** As if the subgraphs gave them: one key of a field that clients may not see, one of a type they may not. */
export const entityKeys = {
  Country: ['iso3'],
  Treaty: ['office', 'number'],
  Event: ['id'],
  Media: ['id'],
  Book: ['id'],
  City: ['hidden'],
  Removed: ['id'],
};
