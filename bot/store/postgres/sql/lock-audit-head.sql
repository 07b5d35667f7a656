SELECT number::float8 AS number, hash FROM audit_head FOR UPDATE;
