import type { AuditEntry } from '../domain/audit.ts';
import type { AuditRecorder } from '../store/port.ts';

/**
 * What happens where the audit log takes nothing: what changes something or gives a right does not happen
 * (`record`, before it is done); what only reads or takes a right away does, and the log of the program
 * tells of it (`note`). A desk that cannot be read would help nobody, and a right that cannot be taken away
 * would be worse than a gap.
 */
export class Auditing implements AuditRecorder {
  readonly #log: AuditRecorder;
  readonly #failed: (error: unknown) => void;

  constructor(log: AuditRecorder, failed: (error: unknown) => void) {
    this.#log = log;
    this.#failed = failed;
  }

  /**
   * To be awaited before the act is done, when nothing but its own writing can still hinder it: so the log
   * may tell of an act that then failed, but no act is missing from it.
   * @throws AppError `storage-unavailable` (503)
   */
  record(entry: AuditEntry): Promise<void> {
    return this.#log.record(entry);
  }

  /** Never rejects; false when it could not be recorded. */
  async note(entry: AuditEntry): Promise<boolean> {
    try {
      await this.#log.record(entry);
      return true;
    } catch (error) {
      this.#failed(error);
      return false;
    }
  }
}
