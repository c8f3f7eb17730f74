/**
 * IATI's codes as the words of this graph: the numbers of version 2 and the letters and words of version 1.
 * Source: IATI code lists, versions 1.05 and 2.03.
 */
type Words = Readonly<Record<string, string>>;

export const activityStatuses: Words = {
  1: 'PIPELINE',
  2: 'IMPLEMENTATION',
  3: 'FINALISATION',
  4: 'CLOSED',
  5: 'CANCELLED',
  6: 'SUSPENDED',
};

/** Names of version 1, where some publishers leave the code out. "Completion" was the name of code 3. */
export const activityStatusNames: Words = {
  'pipeline/identification': 'PIPELINE',
  implementation: 'IMPLEMENTATION',
  completion: 'FINALISATION',
  'post-completion': 'CLOSED',
  cancelled: 'CANCELLED',
};

export const activityDates = {
  1: 'plannedStart',
  2: 'actualStart',
  3: 'plannedEnd',
  4: 'actualEnd',
  'start-planned': 'plannedStart',
  'start-actual': 'actualStart',
  'end-planned': 'plannedEnd',
  'end-actual': 'actualEnd',
} as const;

export const organisationRoles: Words = {
  1: 'FUNDING',
  2: 'ACCOUNTABLE',
  3: 'EXTENDING',
  4: 'IMPLEMENTING',
  funding: 'FUNDING',
  accountable: 'ACCOUNTABLE',
  extending: 'EXTENDING',
  implementing: 'IMPLEMENTING',
};

export const transactionTypes: Words = {
  1: 'INCOMING_FUNDS',
  2: 'OUTGOING_COMMITMENT',
  3: 'DISBURSEMENT',
  4: 'EXPENDITURE',
  5: 'INTEREST_PAYMENT',
  6: 'LOAN_REPAYMENT',
  7: 'REIMBURSEMENT',
  8: 'PURCHASE_OF_EQUITY',
  9: 'SALE_OF_EQUITY',
  10: 'CREDIT_GUARANTEE',
  11: 'INCOMING_COMMITMENT',
  12: 'OUTGOING_PLEDGE',
  13: 'INCOMING_PLEDGE',
  IF: 'INCOMING_FUNDS',
  C: 'OUTGOING_COMMITMENT',
  D: 'DISBURSEMENT',
  E: 'EXPENDITURE',
  IP: 'INTEREST_PAYMENT',
  LR: 'LOAN_REPAYMENT',
  R: 'REIMBURSEMENT',
  QP: 'PURCHASE_OF_EQUITY',
  QS: 'SALE_OF_EQUITY',
  CG: 'CREDIT_GUARANTEE',
};

export const flowTypes: Words = {
  10: 'ODA',
  20: 'OOF',
  21: 'OOF',
  22: 'EXPORT_CREDIT',
  30: 'PRIVATE',
  35: 'PRIVATE',
  36: 'PRIVATE',
  37: 'PRIVATE',
  40: 'NON_FLOW',
  50: 'OTHER',
};

/** Lists of sectors whose codes are DAC's: five digits, or the three of a category. */
export const dacVocabularies: ReadonlySet<string> = new Set(['DAC', 'DAC-3', '1', '2']);

/** Lists that each publisher has of its own. */
export const ownVocabularies: ReadonlySet<string> = new Set(['RO', 'RO2', '98', '99']);
