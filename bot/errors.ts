/**
 * The one family of errors that leave this program. `code` is stable and part of the API
 * (RFC 9457 `code` member); `status` is the HTTP status; `reportable` errors are our fault and logged.
 * Anything else that is thrown becomes an opaque 500.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: string;
  readonly status: number;
  readonly reportable: boolean;
  /** Extra members of the problem document, safe to show. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    problem: {
      code: string;
      status: number;
      message: string;
      reportable?: boolean;
      details?: Record<string, unknown>;
    },
    options?: ErrorOptions,
  ) {
    super(problem.message, options);
    this.code = problem.code;
    this.status = problem.status;
    this.reportable = problem.reportable ?? problem.status >= 500;
    this.details = problem.details ?? {};
  }
}

/** Stops a command or the start with one line that says what to do; no stack is printed. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
