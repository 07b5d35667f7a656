import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { customerSchema, type Customer } from '../../bot/domain/customer.ts';
import { StartError } from '../../bot/errors.ts';

const usualCustomer: Customer = customerSchema.parse({ loggedIn: true, role: 'admin', plan: 'standard' });

/** On one line: parsers quote what they read, line feeds included. */
const reasonOf = (error: unknown): string => {
  const issue = error instanceof z.ZodError ? error.issues[0] : undefined;
  if (issue) return [...issue.path, issue.message].join(': ');
  return (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ');
};

/**
 * The customer of `ask --customer FILE`; without a file the usual one (contracts.md, "Commands").
 * @throws StartError, one line, for a file that is no customer.
 */
export const readCustomer = async (file: string | undefined): Promise<Customer> => {
  if (file === undefined) return usualCustomer;
  try {
    return customerSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw new StartError(
      `--customer ${file} is not a customer such as {"loggedIn":true,"role":"admin","plan":"standard"}: ${reasonOf(error)}`,
    );
  }
};
