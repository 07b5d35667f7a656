SELECT id, revision || '/' || xmin AS version FROM conversations WHERE id = $1;
