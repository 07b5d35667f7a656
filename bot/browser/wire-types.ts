import type { z } from 'zod';
import type { sessionResponse, signInOutcome, signInWaysResponse } from '../web/wire.ts';

/** The wire's types of signing in. Types only: no schema gets into a bundle. `token` is for programs alone. */
export type SessionView = Omit<z.infer<typeof sessionResponse>, 'token'>;
export type SignInOutcome = z.infer<typeof signInOutcome>;
export type SignInWays = z.infer<typeof signInWaysResponse>;
