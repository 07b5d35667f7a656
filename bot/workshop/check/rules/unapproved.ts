import { findUnapproved } from '../../../knowledge/unapproved.ts';
import type { Rule } from '../rule.ts';

/** Nobody gets unapproved words: the desk keeps serving the old ones until someone approves. */
export const unapproved: Rule = ({ sources }) => findUnapproved(sources);
