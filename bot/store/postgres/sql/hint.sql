SELECT pg_notify('madoguchi_changes', $1);
