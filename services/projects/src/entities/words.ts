/** The words of the code lists as SQL lists, for the checks of entities and migrations alike. */
const list = (...words: readonly string[]) => `(${words.map((word) => `'${word}'`).join(', ')})`;

export const statusWords = list(
  'PIPELINE',
  'IMPLEMENTATION',
  'FINALISATION',
  'CLOSED',
  'CANCELLED',
  'SUSPENDED',
);
export const scopeWords = list('INITIATIVE', 'PROGRAMME', 'PROJECT');
export const roleWords = list('FUNDING', 'ACCOUNTABLE', 'EXTENDING', 'IMPLEMENTING');
export const flowTypeWords = list('ODA', 'OOF', 'EXPORT_CREDIT', 'PRIVATE', 'NON_FLOW', 'OTHER');
export const actionWords = list('ANNOUNCED', 'FROZEN', 'RELEASED', 'WAIVED', 'RESCINDED');
export const transactionWords = list(
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
);
