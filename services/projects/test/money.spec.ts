import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestService, type TestService } from '@corridor/testkit';
import { projects } from '../src/index.js';
import { citing, Seed } from './seed.js';

let service: TestService;
beforeAll(async () => {
  service = await openTestService(projects);
});
afterAll(() => service.close());

const total = 'total{value{amount valueDate} transactionCount excludedUmbrellas unconverted}';

async function ask(query: string) {
  const { data, errors } = await service.execute(query);
  expect(errors).toBeUndefined();
  return data;
}

const sumsFor = async (args: string, fields = '') =>
  (await ask(`{projectFinance(${args}){${fields} ${total}}}`)).projectFinance;

/** A decimal text in cents. */
const cents = (amount: string) => {
  const [whole, fraction = ''] = amount.split('.');
  return BigInt(whole! + fraction.padEnd(2, '0'));
};
interface Sum {
  readonly funder?: { readonly iso3: string } | null;
  readonly recipient?: { readonly iso3: string } | null;
  readonly total: { readonly value: { readonly amount: string } };
}
const amountOf = ({ total: { value } }: Sum) => value.amount;
const sumOf = (rows: readonly Sum[]) => rows.reduce((sum, row) => sum + cents(amountOf(row)), 0n);

const seeded = () => new Seed().organisation('org:s-bvt', 'BVT').organisation('org:s-bank', null);
const toAntarctica = 'filter:{recipients:["ATA"]}';

describe('a sum', () => {
  it('adds up to the same whole to the cent whatever it is divided by', async () => {
    const [whole] = await sumsFor('groupBy:[]');
    for (const groupBy of [
      'YEAR',
      'SECTOR',
      'FUNDER',
      'RECIPIENT',
      'STATUS',
      'SCOPE',
      'PROJECT',
      'YEAR,SECTOR,FUNDER,RECIPIENT',
    ])
      expect(sumOf(await sumsFor(`groupBy:[${groupBy}]`))).toBe(cents(whole.total.value.amount));
    for (const currency of ['CNY', 'PKR', 'EUR']) {
      const [inOther] = await sumsFor(`groupBy:[],currency:"${currency}"`);
      const parts = await sumsFor(`groupBy:[SECTOR,PROJECT],currency:"${currency}"`);
      expect(sumOf(parts)).toBe(cents(inOther.total.value.amount));
    }
  });

  it('splits a transaction by its sectors: percentages where all have one, else equal parts, no cent lost', async () => {
    await seeded()
      .project('project:s-thirds', ['ATA'], ['org:s-bvt'], {
        'DAC:11110': null,
        'DAC:12110': null,
        'DAC:13010': null,
      })
      .transaction('tx:s-1', 'project:s-thirds', '100')
      .project('project:s-shares', ['ATF'], ['org:s-bvt'], { 'DAC:11110': '75', 'DAC:12110': '25' })
      .transaction('tx:s-2', 'project:s-shares', '100')
      .write(service.target);
    const thirds = await sumsFor(`${toAntarctica},groupBy:[SECTOR]`, 'sector{id}');
    expect(thirds.map(amountOf).sort()).toEqual(['33.33', '33.33', '33.34']);
    expect(sumOf(thirds)).toBe(10_000n);
    expect(await sumsFor('filter:{recipients:["TF"]},groupBy:[SECTOR]', 'sector{id}')).toMatchObject([
      { sector: { id: 'DAC:11110' }, total: { value: { amount: '75' } } },
      { sector: { id: 'DAC:12110' }, total: { value: { amount: '25' } } },
    ]);
  });

  it('is rounded half-even, once, at the end', async () => {
    await seeded()
      .project('project:s-even', ['ATA'], ['org:s-bvt'])
      .transaction('tx:s-even', 'project:s-even', '0.125')
      .project('project:s-odd', ['ATF'], ['org:s-bvt'])
      .transaction('tx:s-odd', 'project:s-odd', '0.135')
      .project('project:s-late', ['SGS'], ['org:s-bvt'])
      .transaction('tx:s-late-1', 'project:s-late', '0.004')
      .transaction('tx:s-late-2', 'project:s-late', '0.004')
      .write(service.target);
    const amountFor = async (code: string) =>
      (await sumsFor(`filter:{recipients:["${code}"]},groupBy:[]`))[0].total.value.amount;
    expect(await amountFor('ATA')).toBe('0.12');
    expect(await amountFor('ATF')).toBe('0.14');
    expect(await amountFor('SGS')).toBe('0.01'); // rounded one by one it would be nothing
  });

  it('leaves umbrellas out and says how many, unless they are asked for', async () => {
    await seeded()
      .project('project:s-umbrella', ['ATA'], ['org:s-bvt'], {}, { recommendedForAggregates: false })
      .transaction('tx:s-umbrella', 'project:s-umbrella', '1000')
      .project('project:s-member', ['ATA'], ['org:s-bvt'], {}, { partOfId: 'project:s-umbrella' })
      .transaction('tx:s-member', 'project:s-member', '400')
      .write(service.target);
    const of = async (more = '') => (await sumsFor(`${toAntarctica},groupBy:[]${more}`))[0].total;
    expect(await of()).toMatchObject({ value: { amount: '400' }, transactionCount: 1, excludedUmbrellas: 1 });
    expect(await of(',includeUmbrellas:true')).toMatchObject({
      value: { amount: '1400' },
      excludedUmbrellas: 0,
    });
    // The umbrella's own sum is what its members carry.
    expect(
      await ask(
        `{project(id:"project:s-umbrella"){finance{value{amount} transactionCount excludedUmbrellas}}}`,
      ),
    ).toEqual({
      project: { finance: { value: { amount: '400' }, transactionCount: 1, excludedUmbrellas: 1 } },
    });
  });

  it('of a project that is no umbrella is its own money, not that of what belongs to it', async () => {
    await seeded()
      .project('project:s-plant', ['ATA'], ['org:s-bvt'])
      .transaction('tx:s-plant', 'project:s-plant', '1000')
      .project('project:s-line', ['ATA'], ['org:s-bvt'], {}, { partOfId: 'project:s-plant' })
      .transaction('tx:s-line', 'project:s-line', '400')
      .write(service.target);
    const { project } = await ask('{project(id:"project:s-plant"){finance{value{amount}}}}');
    expect(project.finance.value.amount).toBe('1000');
    expect((await sumsFor(`${toAntarctica},groupBy:[]`))[0].total.value.amount).toBe('1400');
  });

  it('counts one of several sources that give the money of a project', async () => {
    const world = (counted: boolean) =>
      seeded()
        .project('project:s-two', ['ATA'], ['org:s-bvt'])
        .source('project:s-two', 'source:s-a', true)
        .source('project:s-two', 'source:s-b', counted)
        .transaction('tx:s-a', 'project:s-two', '900', citing('source:s-a'))
        .transaction('tx:s-b', 'project:s-two', '700', citing('source:s-b'))
        .transaction('tx:s-c', 'project:s-two', '5', citing('source:s-elsewhere'))
        .write(service.target);
    for (const counted of [false, true]) {
      await world(counted);
      expect((await sumsFor(`${toAntarctica},groupBy:[]`))[0].total).toMatchObject({
        value: { amount: '905' },
        transactionCount: 2,
      });
    }
    const { project } = await ask('{project(id:"project:s-two"){transactions{totalCount} sources{counted}}}');
    expect(project).toEqual({
      transactions: { totalCount: 3 },
      sources: [{ counted: true }, { counted: true }],
    });
  });

  it('never holds a funding action, nor what was retracted', async () => {
    await seeded()
      .project('project:s-quiet', ['ATA'], ['org:s-bvt'])
      .add('fundingActions', {
        ...{ id: 'fa:s-1', projectId: 'project:s-quiet', kind: 'RELEASED', amount: '397', currency: 'USD' },
        ...{ date: '2025-02', dateOn: '2025-02-01', organisationId: 'org:s-bvt' },
      })
      .transaction('tx:s-gone', 'project:s-quiet', '50', { standing: 'RETRACTED' })
      .transaction('tx:s-kept', 'project:s-quiet', '7')
      .write(service.target);
    for (const measure of ['OUTGOING_COMMITMENT', 'DISBURSEMENT'])
      expect((await sumsFor(`${toAntarctica},groupBy:[],measure:${measure}`))[0].total.value.amount).toBe(
        measure === 'DISBURSEMENT' ? '0' : '7',
      );
  });

  it('counts beside it what cannot be converted', async () => {
    await seeded()
      .project('project:s-old', ['ATA'], ['org:s-bvt'])
      .transaction('tx:s-old', 'project:s-old', '50', { currency: 'CNY', date: '1950-01-01' })
      .transaction('tx:s-new', 'project:s-old', '50')
      .write(service.target);
    expect((await sumsFor(`${toAntarctica},groupBy:[]`))[0].total).toEqual({
      value: { amount: '50', valueDate: '2016-12-31' },
      ...{ transactionCount: 1, excludedUmbrellas: 0, unconverted: 1 },
    });
    expect((await sumsFor(`${toAntarctica},groupBy:[],priceYear:2090`))[0].total).toMatchObject({
      ...{ value: { amount: '0' }, transactionCount: 0, unconverted: 2 },
    });
  });
});

describe('money whose giver nobody names', () => {
  beforeAll(() =>
    seeded()
      .organisation('org:s-bvt-2', 'BVT')
      .project('project:s-joint', ['ATA', 'ATF'], ['org:s-bvt', 'org:s-bank'], { 'DAC:11110': null })
      .transaction('tx:s-joint', 'project:s-joint', '100')
      .transaction('tx:s-own', 'project:s-joint', '30', { providerId: 'org:s-bvt-2' })
      .write(service.target),
  );

  it('comes from the funders in equal parts, and goes to the recipients so', async () => {
    expect(await sumsFor(`${toAntarctica},groupBy:[FUNDER]`, 'funder{iso3}')).toMatchObject([
      { funder: { iso3: 'BVT' }, total: { value: { amount: '80' }, transactionCount: 2 } },
      { funder: null, total: { value: { amount: '50' }, transactionCount: 1 } },
    ]);
  });

  it('flows between two countries as their sums say, from either side', async () => {
    const { _entities } = await ask(`{_entities(representations:[
        {__typename:"BilateralRelation",id:"ATA-BVT"},{__typename:"Country",iso3:"ATA"},{__typename:"Country",iso3:"BVT"}]){
      ...on BilateralRelation{financeFlows{source{id} target{id} sector{code} value{amount valueDate}}}
      ...on Country{iso3 to:projectFinance(groupBy:[FUNDER]){funder{iso3} ${total}}
        by:projectFinance(as:FUNDER,groupBy:[RECIPIENT]){recipient{iso3} ${total}}}}}`);
    const [relation, antarctica, bouvet] = _entities;
    expect(relation.financeFlows).toEqual([
      {
        ...{ source: { id: 'org:s-bvt' }, target: { id: 'project:s-joint' }, sector: { code: '11110' } },
        value: { amount: '25', valueDate: '2016-12-31' },
      },
      {
        ...{ source: { id: 'org:s-bvt-2' }, target: { id: 'project:s-joint' }, sector: { code: '11110' } },
        value: { amount: '15', valueDate: '2016-12-31' },
      },
    ]);
    const fromBouvet = antarctica.to.find((row: Sum) => row.funder?.iso3 === 'BVT');
    const toAta = bouvet.by.find((row: Sum) => row.recipient?.iso3 === 'ATA');
    expect([fromBouvet.total.value.amount, toAta.total.value.amount]).toEqual(['40', '40']);
  });
});

describe('an amount in another currency', () => {
  // By hand from the series: 6.644 yuan a dollar in 2016; US prices rose by 0.9280428 % in 2015, 0.9503225 % in 2016,
  // 1.790803 % in 2017 and 2.29089 % in 2018.
  const inYuan = 'in(currency:"cny"){amount currency rate rateDate citations{locator source{publisher}}}';

  beforeAll(() =>
    seeded()
      .project('project:s-money', ['ATA'], ['org:s-bvt'])
      .transaction('tx:s-usd', 'project:s-money', '1000000')
      .transaction('tx:s-older', 'project:s-money', '50', { currency: 'CNY', date: '1950-01-01' })
      .write(service.target),
  );
  const amounts = async (field: string) =>
    (
      await ask(`{project(id:"project:s-money"){transactions{nodes{value{${field}}}}}}`)
    ).project.transactions.nodes.map(({ value }: { value: { in: unknown } }) => value.in);

  it('is converted at the average rate of its year, and cites the series', async () => {
    const [older, newer] = await amounts(inYuan);
    expect(newer).toMatchObject({ currency: 'CNY', rateDate: '2016-12-31' });
    expect(newer.citations).toEqual([
      { locator: 'PA.NUS.FCRF, CNY per US$, 2016', source: { publisher: 'World Bank' } },
    ]);
    expect(Number(newer.rate)).toBeCloseTo(6.6445, 3);
    expect(Number(newer.amount)).toBeCloseTo(1_000_000 * Number(newer.rate), 1);
    expect(older).toMatchObject({ amount: '50', rate: '1', citations: [] });
  });

  it('has the prices of another year by the chained changes of its deflator, either way', async () => {
    const [older, later] = await amounts('in(currency:"USD",priceYear:2018){amount rate citations{locator}}');
    const [, same] = await amounts('in(currency:"USD",priceYear:2016){amount citations{locator}}');
    const [, earlier] = await amounts('in(currency:"USD",priceYear:2014){amount}');
    expect(older).toBeNull(); // no rate of 1950
    expect(later.rate).toBe('1');
    expect(later.citations).toEqual([{ locator: 'NY.GDP.DEFL.KD.ZG, USD, 2017-2018' }]);
    expect(later.amount).toBe('1041227.18');
    expect(same).toEqual({ amount: '1000000', citations: [] });
    expect(earlier.amount).toBe('981477.7');
  });

  it('is null where no year of a series is there', async () => {
    expect(await amounts('in(currency:"USD",priceYear:1900){amount}')).toEqual([null, null]);
  });

  it('is refused for what is no currency', async () => {
    const { errors } = await service.execute(
      '{project(id:"project:s-money"){transactions{nodes{value{in(currency:"dollars"){amount}}}}}}',
    );
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument: 'currency' } });
  });
});
