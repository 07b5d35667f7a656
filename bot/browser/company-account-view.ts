import { companySignIn } from './company-account.ts';
import { el, setAttributes, setText, show } from './element.ts';
import { sharedLabels as labels } from './labels.ts';
import type { SignInState } from './sign-in-state.ts';
import type { SignInOutcome } from './wire-types.ts';

/** After these the provider would only send the same account again. */
const wantOtherAccount: ReadonlySet<SignInOutcome> = new Set(['no-role', 'no-account']);

/** What an address says may be anybody's; only what the server says is shown. */
const isOutcome = (outcome: string | null): outcome is SignInOutcome =>
  outcome !== null && Object.hasOwn(labels.companySignIn, outcome);

const saying = (outcome: SignInOutcome): HTMLElement =>
  outcome === 'signed-out-here'
    ? el('p', { class: 'notice', role: 'status' })
    : el('p', { class: 'failure', role: 'alert' });

export interface CompanyAccountView {
  element: HTMLElement;
  link: HTMLElement;
  update(state: SignInState): void;
}

/**
 * The way in with the company's account.
 * @param outcome how the last one ended, until somebody is signed in
 * @param leaving called before the browser leaves the page
 */
export const companyAccountView = (outcome: string | null, leaving: () => void): CompanyAccountView => {
  let last = isOutcome(outcome) ? outcome : null;
  const other = last !== null && wantOtherAccount.has(last);
  const link = el('a', { class: 'button primary', href: companySignIn(other) });
  setText(link, other ? labels.logIn.otherCompanyAccount : labels.logIn.company);
  link.addEventListener('click', leaving);
  const said = last && saying(last);
  const element = el('div', { class: 'company' }, said, link);
  return {
    element,
    link,
    update: ({ phase, ways }) => {
      show(element, ways?.company === true);
      if (phase === 'logged-in' && last !== null) {
        last = null;
        said?.remove();
        setAttributes(link, { href: companySignIn(false) });
        setText(link, labels.logIn.company);
      }
      // Only now: what is put into an alert that is on the page already is read out.
      if (phase === 'logged-out' && said && last !== null) setText(said, labels.companySignIn[last]);
    },
  };
};
