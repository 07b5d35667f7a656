-- The lock and nothing else: what a statement reads beside a row that it waited for is from before the
-- wait, so events read here would miss those of the change that went before.
SELECT id, revision || '/' || xmin AS version FROM conversations WHERE id = $1 FOR UPDATE;
