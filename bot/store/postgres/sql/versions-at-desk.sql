SELECT id, revision || '/' || xmin AS version FROM conversations WHERE needs_desk;
