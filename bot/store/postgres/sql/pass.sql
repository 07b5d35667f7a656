SELECT pg_notify('madoguchi_passing', $1);
