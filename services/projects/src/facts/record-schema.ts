import { citations, countryCode, edtf, factFields, idOf, translations } from '@corridor/facts';
import { z } from 'zod';

const currency = z.string().regex(/^[A-Z]{3}$/, 'expected an ISO 4217 code');
const decimal = z.string().regex(/^\d+(\.\d+)?$/, 'expected a decimal number without exponent');
const money = { amount: decimal, currency };
const status = z.enum(['PIPELINE', 'IMPLEMENTATION', 'FINALISATION', 'CLOSED', 'CANCELLED', 'SUSPENDED']);
const transactionType = z.enum([
  'INCOMING_FUNDS',
  'OUTGOING_COMMITMENT',
  'DISBURSEMENT',
  'EXPENDITURE',
  'INTEREST_PAYMENT',
  'LOAN_REPAYMENT',
  'REIMBURSEMENT',
  'PURCHASE_OF_EQUITY',
  'SALE_OF_EQUITY',
  'CREDIT_GUARANTEE',
  'INCOMING_COMMITMENT',
  'OUTGOING_PLEDGE',
  'INCOMING_PLEDGE',
]);

const phase = z.strictObject({
  id: idOf('phase'),
  label: z.string(),
  status,
  sectors: z.array(z.string()),
  note: z.string().optional(),
  ...factFields,
});

const location = z.strictObject({
  name: z.string(),
  country: countryCode.optional(),
  lat: z.number().min(-90).max(90).optional(),
  lon: z.number().min(-180).max(180).optional(),
  exact: z.boolean(),
  locationClass: z.string().optional(),
});

const budget = z.strictObject({
  ...money,
  periodStart: z.iso.date(),
  periodEnd: z.iso.date(),
  revised: z.boolean(),
  ...factFields,
});

const transaction = z
  .strictObject({
    id: idOf('tx'),
    type: transactionType,
    ...money,
    date: z.iso.date().optional(),
    year: z.number().int().optional(),
    provider: z.string().optional(),
    receiver: z.string().optional(),
    sector: z.string().optional(),
    ...factFields,
  })
  .refine(({ date, year }) => (date === undefined) !== (year === undefined), 'expected either date or year');

const fundingAction = z.strictObject({
  id: idOf('fa'),
  kind: z.enum(['ANNOUNCED', 'FROZEN', 'RELEASED', 'WAIVED', 'RESCINDED']),
  ...money,
  date: edtf,
  by: z.string(),
  note: z.string().optional(),
  ...factFields,
});

const estimate = z.strictObject({
  low: z.strictObject(money).optional(),
  high: z.strictObject(money).optional(),
  wording: z.string(),
  measure: transactionType.optional(),
  ...factFields,
});

const projectSource = z.strictObject({
  source: z.string(),
  identifier: z.string(),
  title: z.string(),
  status: status.optional(),
  amount: decimal.optional(),
  currency: currency.optional(),
  counted: z.boolean(),
});

const participation = z.strictObject({
  organisation: z.string(),
  role: z.enum(['FUNDING', 'ACCOUNTABLE', 'EXTENDING', 'IMPLEMENTING']),
  country: countryCode.optional(),
});

/** A record of `projects.json` and `cpec-members.json`. */
export const projectSchema = z.strictObject({
  id: idOf('project'),
  iatiIdentifier: z.string().optional(),
  acronym: z.string().optional(),
  title: z.string(),
  titles: translations,
  description: z.string().optional(),
  scope: z.enum(['INITIATIVE', 'PROGRAMME', 'PROJECT']),
  status,
  flagship: z.boolean().default(false),
  parent: z.string().optional(),
  recommendedForAggregates: z.boolean().default(true),
  objectives: z
    .array(z.strictObject({ text: z.string(), theme: z.string(), assets: z.array(z.string()) }))
    .default([]),
  recipients: z.array(z.strictObject({ country: countryCode, percentage: decimal.optional() })),
  participatingOrgs: z.array(participation),
  sectors: z.array(z.strictObject({ sector: z.string(), percentage: decimal.optional() })),
  phases: z.array(phase).default([]),
  locations: z.array(location).default([]),
  plannedStart: edtf.optional(),
  actualStart: edtf.optional(),
  plannedEnd: edtf.optional(),
  actualEnd: edtf.optional(),
  flowType: z.enum(['ODA', 'OOF', 'EXPORT_CREDIT', 'PRIVATE', 'NON_FLOW', 'OTHER']).optional(),
  budgets: z.array(budget).default([]),
  transactions: z.array(transaction).default([]),
  fundingActions: z.array(fundingAction).default([]),
  estimates: z.array(estimate).default([]),
  sources: z.array(projectSource),
  citations,
});

export type ProjectRecord = z.output<typeof projectSchema>;

export const organisationSchema = z.strictObject({
  id: idOf('org'),
  name: z.string(),
  type: z.string(),
  country: countryCode.optional(),
  names: translations,
});

export const sectorSchema = z.strictObject({
  code: z.string().regex(/^\d{3}(\d\d)?$/, 'expected a code of three or five digits'),
  name: z.string(),
  category: z.string(),
});

/** A record of `cpec-not-members.json`: a row that names CPEC and was judged not to belong to it. */
export const notMemberSchema = z.strictObject({
  identifier: z.string(),
  title: z.string(),
  reason: z.string(),
  citations,
});

/** A judgement whether an imported record speaks of a project that is known otherwise; `project` is left out where it does not. */
export const identitySchema = z.strictObject({
  record: idOf('project'),
  project: idOf('project').optional(),
  reason: z.string(),
  citations,
});

export const codeListSchema = z.strictObject({
  list: z.string(),
  codes: z.array(
    z.strictObject({
      code: z.string(),
      name: z.string(),
      word: z.string().optional(),
      withdrawn: z.boolean().optional(),
    }),
  ),
  citations,
});

export const seriesSchema = z.object({
  currency,
  from: z.coerce.number().int(),
  values: z.string(),
});
