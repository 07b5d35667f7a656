const MY_NUMBER_WEIGHTS = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2] as const;

/** Check digit of an Individual Number: Σ weights mod 11, the rest ≤ 1 counts as 0 (総務省令第85号, 第5条). */
export const isMyNumber = (digits: string): boolean => {
  if (digits.length !== 12) return false;
  const sum = MY_NUMBER_WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  const rest = sum % 11;
  return Number(digits[11]) === (rest <= 1 ? 0 : 11 - rest);
};

/** Check digit of a corporate number: the first of 13; the others from the right × 1, 2, 1, 2 … mod 9. */
export const isCorporateNumber = (digits: string): boolean => {
  if (digits.length !== 13) return false;
  let sum = 0;
  for (let place = 1; place <= 12; place += 1) sum += Number(digits[13 - place]) * (place % 2 === 1 ? 1 : 2);
  return Number(digits[0]) === 9 - (sum % 9);
};

const passesLuhn = (digits: string): boolean => {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
};

/** First digits of the issuers: Visa, Mastercard and Maestro, American Express, JCB, Diners Club, Discover, UnionPay. */
const ISSUERS =
  /^(?:4|5[0-8]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)|3[47]|35(?:2[89]|[3-8])|1800|2131|30[0-5]|3095|3[689]|60|6[2-7]|81)/;

/** 13 to 19 digits of a known issuer that pass the Luhn check (ISO/IEC 7812). */
export const isCardNumber = (digits: string): boolean =>
  digits.length >= 13 && digits.length <= 19 && ISSUERS.test(digits) && passesLuhn(digits);
